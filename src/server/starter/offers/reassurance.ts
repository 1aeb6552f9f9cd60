import { draftOf } from './offer-draft.ts'

/** NBA-05, OFF-04: takes the risk away and leaves the price alone. */
export const hesitantRelief = draftOf('starter-shipping-protection', {
  name: '包邮+7天价保',
  rewards: [{ kind: 'freeShipping' }, { kind: 'priceProtection', days: 7 }],
  audience: [{ kind: 'viewedAtLeast', times: 3, windowDays: 7 }],
  ruleId: 'NBA-05',
  customerReason: '您最近关注的商品，想让您放心慢慢挑',
  usageRules: ['一张券用于一笔订单', '付款后7天内商城降价，差额原路退回', '偏远地区是否包邮以结算页为准'],
  expectedRedemption: 0.22,
  baselineConversion: 0.13,
})

export const freeShipping = draftOf('starter-free-shipping', {
  name: '包邮券',
  rewards: [{ kind: 'freeShipping' }],
  repeatAfterDays: 14,
  customerReason: '感谢您一直关注我们，这单运费我们来付',
  usageRules: ['一张券用于一笔订单', '偏远地区是否包邮以结算页为准'],
  expectedRedemption: 0.16,
  baselineConversion: 0.11,
})

export const priceProtection = draftOf('starter-price-protection', {
  name: '7天价保',
  rewards: [{ kind: 'priceProtection', days: 7 }],
  customerReason: '买完不用担心降价，差额我们补给您',
  usageRules: ['付款后7天内商城降价，差额原路退回', '赠品和运费不计入差额'],
  expectedRedemption: 0.14,
  baselineConversion: 0.1,
})
