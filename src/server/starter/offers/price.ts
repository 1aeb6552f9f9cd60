import { draftOf } from './offer-draft.ts'

/** OFF-10: the more, the more; the largest step is what the caps are checked with. */
export const ladder = draftOf('starter-ladder', {
  name: '满减券 199/299/399',
  rewards: [
    {
      kind: 'ladder',
      steps: [
        { minSpendFen: 19_900, amountFen: 1_000 },
        { minSpendFen: 29_900, amountFen: 1_800 },
        { minSpendFen: 39_900, amountFen: 3_000 },
      ],
    },
  ],
  minSpendFen: 19_900,
  customerReason: '您常买的几样一起下单会合适一些',
  usageRules: ['按商品实付金额计算，不含运费', '达到哪一档减哪一档，不叠加'],
  expectedRedemption: 0.18,
  baselineConversion: 0.12,
})

/** C9: a percentage with a ceiling that the caps may lower. */
export const cappedPercent = draftOf('starter-percent-capped', {
  name: '8折券',
  rewards: [{ kind: 'percent', payPercent: 80, maxDiscountFen: 6_000 }],
  repeatAfterDays: 60,
  customerReason: '感谢您的支持，这是为您准备的专属折扣',
  usageRules: ['一张券用于一笔订单', '最多减免金额以券面为准'],
  expectedRedemption: 0.24,
  baselineConversion: 0.14,
})

/** NBA-06: more than 90 seconds on a product page. */
export const longLook = draftOf('starter-long-look', {
  name: '专属券 满199减20',
  rewards: [{ kind: 'amount', amountFen: 2_000 }],
  audience: [{ kind: 'dwelledAtLeast', seconds: 91, windowDays: 7 }],
  minSpendFen: 19_900,
  ruleId: 'NBA-06',
  customerReason: '您最近关注的商品，正好可以用上',
  usageRules: ['商品实付满199元可用，不含运费', '一张券用于一笔订单'],
  expectedRedemption: 0.25,
  baselineConversion: 0.16,
})

/** NBA-04: three pieces in the cart. */
export const fullCart = draftOf('starter-full-cart', {
  name: '购物车8折券',
  rewards: [{ kind: 'percent', payPercent: 80, maxDiscountFen: 5_000 }],
  audience: [{ kind: 'cartAtLeast', pieces: 3 }],
  ruleId: 'NBA-04',
  customerReason: '您购物车里的几样一起下单更合适',
  usageRules: ['一张券用于一笔订单', '最多减免金额以券面为准'],
  expectedRedemption: 0.28,
  baselineConversion: 0.17,
})

/** NBA-07: looked, not ordered; C10: one or two views. */
export const lightInterest = draftOf('starter-light-interest', {
  name: '8元无门槛券',
  rewards: [{ kind: 'amount', amountFen: 800 }],
  audience: [{ kind: 'viewedAtLeast', times: 1, windowDays: 7 }],
  repeatAfterDays: 60,
  ruleId: 'NBA-07',
  customerReason: '您最近关注的商品，给您一点见面礼',
  usageRules: ['一张券用于一笔订单', '不找零，不含运费'],
  expectedRedemption: 0.2,
  baselineConversion: 0.12,
})
