import { draftOf } from './offer-draft.ts'

/** NBA-08: on the day itself, to 23:59. */
export const birthday = draftOf('starter-birthday', {
  name: '生日8折',
  rewards: [{ kind: 'percent', payPercent: 80, maxDiscountFen: 8_000 }],
  audience: [{ kind: 'birthdayToday' }],
  validity: { kind: 'endOfDay' },
  repeatAfterDays: 300,
  ruleId: 'NBA-08',
  customerReason: '生日快乐，今天这一单我们请您打个折',
  usageRules: ['生日当天有效', '无门槛，最多减免金额以券面为准'],
  expectedRedemption: 0.45,
  baselineConversion: 0.2,
})

/** OFF-13: once, out of the newcomers' budget. */
export const firstOrder = draftOf('starter-first-order', {
  name: '首单满99减10',
  rewards: [{ kind: 'amount', amountFen: 1_000 }],
  audience: [{ kind: 'firstPurchase' }],
  minSpendFen: 9_900,
  repeatAfterDays: null,
  isForNewcomers: true,
  ruleId: 'OFF-13',
  customerReason: '欢迎您，这是给新朋友的见面礼',
  usageRules: ['首次下单可用，每人一次', '商品实付满99元可用，不含运费'],
  expectedRedemption: 0.22,
  baselineConversion: 0.14,
})

/** NBA-15: more than 30 days without activity. */
export const comeBack = draftOf('starter-come-back', {
  name: '老友回访券 满199减20',
  rewards: [{ kind: 'amount', amountFen: 2_000 }],
  audience: [{ kind: 'silentAtLeast', days: 31 }, { kind: 'hasOrdered' }],
  minSpendFen: 19_900,
  validity: { kind: 'hours', hours: 72 },
  repeatAfterDays: 60,
  ruleId: 'NBA-15',
  customerReason: '好久不见，想请您回来看看',
  usageRules: ['商品实付满199元可用，不含运费', '一张券用于一笔订单'],
  expectedRedemption: 0.12,
  baselineConversion: 0.06,
})
