import { draftOf } from './offer-draft.ts'

/** OFF-03: worth something and leaves the price alone. */
export const doublePoints = draftOf('starter-double-points', {
  name: '积分翻倍(7天)',
  rewards: [{ kind: 'pointsMultiplier', multiplier: 2, days: 7 }],
  customerReason: '您接下来7天下单，积分按两倍记',
  usageRules: ['领取后7天内付款的订单有效', '退货时多得的积分一并退回'],
  expectedRedemption: 0.2,
  baselineConversion: 0.15,
})

export const consultation = draftOf('starter-consultation', {
  name: '一对一护肤方案',
  rewards: [{ kind: 'service', item: '一对一护肤方案', costFen: 500 }],
  repeatAfterDays: 90,
  customerReason: '想按您的肤质和习惯帮您理一份早晚清单',
  usageRules: ['线上或到店都可以，时间与顾问约定', '不需要购买'],
  expectedRedemption: 0.3,
  baselineConversion: 0.26,
})

export const orderGift = draftOf('starter-order-gift', {
  name: '满199随单礼',
  rewards: [{ kind: 'gift', item: '随单小礼', costFen: 800 }],
  minSpendFen: 19_900,
  customerReason: '这单给您添一份小礼物',
  usageRules: ['商品实付满199元可用', '礼物随订单一起寄出'],
  expectedRedemption: 0.17,
  baselineConversion: 0.12,
})

/** SEG-06, NBA-21: three repurchases and more. */
export const vipGift = draftOf('starter-vip-gift', {
  name: 'VIP新品体验礼',
  rewards: [{ kind: 'gift', item: '新品体验装', costFen: 1_500 }],
  audience: [{ kind: 'isVip' }],
  repeatAfterDays: 60,
  ruleId: 'NBA-21',
  customerReason: '您是我们的老朋友，新品想请您先试试',
  usageRules: ['下单时出示券码，体验装随订单寄出', '一张券用于一笔订单'],
  expectedRedemption: 0.34,
  baselineConversion: 0.25,
})

/** REF-01: rewarded after the friend's first order. */
export const referral = draftOf('starter-referral', {
  name: '邀2位好友得体验装',
  rewards: [{ kind: 'referral', friends: 2, item: '体验装一份', costFen: 1_500 }],
  audience: [{ kind: 'hasOrdered' }],
  validity: { kind: 'hours', hours: 168 },
  ruleId: 'REF-01',
  customerReason: '谢谢您愿意把我们介绍给朋友',
  usageRules: ['好友完成首单后发放', '自己邀请自己不计入'],
  expectedRedemption: 0.12,
  baselineConversion: 0.1,
})

/** C17, OFF-02: the full-size trial, beside free samples and trial packs at a token price; from an LTV of 800 元. */
export const fullSizeTrial = draftOf('starter-full-size-trial', {
  name: '正装免费试用',
  rewards: [{ kind: 'trial', item: '正装一件', priceFen: 0, costFen: 3_000 }],
  audience: [{ kind: 'ltvBetween', minFen: 80_000 }],
  validity: { kind: 'hours', hours: 72 },
  repeatAfterDays: 180,
  customerReason: '您是我们的老朋友，想请您用正装试一试',
  usageRules: ['不需要购买，款式与顾问约定', '地址与顾问确认后寄出'],
  expectedRedemption: 0.28,
  baselineConversion: 0.25,
})
