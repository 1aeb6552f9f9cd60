import { consultation, doublePoints, vipGift } from '../../starter/offers/care.ts'
import { draftOf, type OfferDraft } from '../../starter/offers/offer-draft.ts'
import { birthday, firstOrder } from '../../starter/offers/occasions.ts'
import { longLook } from '../../starter/offers/price.ts'
import { hesitantRelief } from '../../starter/offers/reassurance.ts'
import { demoProducts } from './products.ts'

export const comeBackCampaign = 'come-back'

/** NBA-04: any two of the cart. */
const cartBundle = draftOf('demo-cart-bundle', {
  name: '购物车任选2件8折',
  rewards: [
    {
      kind: 'bundle',
      skus: demoProducts.filter(({ category }) => category !== '美容仪').map(({ sku }) => sku),
      pick: 2,
      payPercent: 80,
      maxDiscountFen: 6_000,
    },
  ],
  audience: [{ kind: 'cartAtLeast', pieces: 3 }],
  ruleId: 'NBA-04',
  customerReason: '您购物车里的几样，任选两件一起更合适',
  usageRules: ['任选两件享8折，最多减免金额以券面为准', '美容仪不参加'],
  expectedRedemption: 0.28,
  baselineConversion: 0.17,
})

/** NBA-10: bought the cleanser, not the water that goes with it. */
const partnerTrial = draftOf('demo-partner-trial', {
  name: '9.9元试用燕麦精华水',
  rewards: [{ kind: 'trial', item: '燕麦精华水15ml', priceFen: 990, costFen: 1_600 }],
  audience: [{ kind: 'boughtWithoutPartner', sku: 'ZY-SE-03', partnerSku: 'ZY-CL-01' }],
  repeatAfterDays: null,
  ruleId: 'NBA-10',
  customerReason: '您常用的云朵洁面乳，和它搭着用很顺手',
  usageRules: ['每人一次', '随订单或单独寄出，单独寄出时运费以结算页为准'],
  expectedRedemption: 0.38,
  baselineConversion: 0.3,
})

/** NBA-11: a right instead of a discount. */
const preorder = draftOf('demo-preorder', {
  name: '新色优先预订',
  rewards: [{ kind: 'preorder', item: '丝绒唇釉新色' }],
  audience: [{ kind: 'hasOrdered' }],
  ruleId: 'NBA-11',
  customerReason: '您常来，新色想请您先挑',
  usageRules: ['24小时内可以先于上架预订', '不减价，付款后按预计日期发货'],
  expectedRedemption: 0.2,
  baselineConversion: 0.17,
})

/** NBA-15, OFF-11: something small and sure before any coupon. */
const recallSample = draftOf('demo-recall-sample', {
  name: '老友回访小样',
  rewards: [{ kind: 'sample', item: '燕麦面膜单片装', costFen: 400 }],
  audience: [{ kind: 'silentAtLeast', days: 31 }],
  validity: { kind: 'hours', hours: 72 },
  repeatAfterDays: 90,
  ruleId: 'NBA-15',
  campaignId: comeBackCampaign,
  customerReason: '好久不见，给您寄一片面膜试试',
  usageRules: ['不需要购买', '地址与顾问确认后寄出'],
  expectedRedemption: 0.16,
  baselineConversion: 0.07,
})

/** NBA-21, SEG-02, REF-01: dear baskets, few orders. */
const buyTogether = draftOf('demo-buy-together', {
  name: '2人拼团减15+邀3位好友得小样',
  rewards: [
    { kind: 'groupBuy', people: 2, amountFen: 1_500 },
    { kind: 'referral', friends: 3, item: '燕麦面膜单片装', costFen: 400 },
  ],
  audience: [{ kind: 'segmentIn', segments: ['important-develop', 'important-value'] }],
  validity: { kind: 'hours', hours: 72 },
  ruleId: 'NBA-21',
  customerReason: '约上朋友一起买，两个人都合适',
  usageRules: ['两人各自下单，付款后成团', '好友完成首单后寄出小样'],
  expectedRedemption: 0.2,
  baselineConversion: 0.13,
})

/** NBA-07, OFF-12: for things that last, a longer warranty instead of money off. */
const deviceWarranty = draftOf('demo-device-warranty', {
  name: '美容仪延保1年+30天价保',
  rewards: [
    { kind: 'warranty', months: 12, costFen: 2_000 },
    { kind: 'priceProtection', days: 30 },
  ],
  audience: [{ kind: 'viewedAtLeast', times: 1, windowDays: 30, category: '美容仪' }],
  skus: ['ZY-DE-01', 'ZY-DE-02'],
  ruleId: 'NBA-07',
  customerReason: '您最近关注的美容仪，多给您一年保修',
  usageRules: ['声波洁面仪、温热导入仪适用', '付款后30天内商城降价，差额原路退回'],
  expectedRedemption: 0.18,
  baselineConversion: 0.09,
})

/** OFF-10: the top step costs 50 元, which asks for an LTV of 500 元. */
const ladder = draftOf('demo-ladder', {
  name: '满减券 199/399/599',
  rewards: [
    {
      kind: 'ladder',
      steps: [
        { minSpendFen: 19_900, amountFen: 1_500 },
        { minSpendFen: 39_900, amountFen: 3_000 },
        { minSpendFen: 59_900, amountFen: 5_000 },
      ],
    },
  ],
  minSpendFen: 19_900,
  customerReason: '您常买的几样一起下单会合适一些',
  usageRules: ['按商品实付金额计算，不含运费', '达到哪一档减哪一档，不叠加'],
  expectedRedemption: 0.2,
  baselineConversion: 0.13,
})

/** OFF-10: the second at half price. */
const maskSecond = draftOf('demo-mask-second', {
  name: '面膜第二件半价',
  rewards: [{ kind: 'nthAtHalf', nth: 2, maxDiscountFen: 4_000 }],
  categories: ['面膜'],
  customerReason: '面膜用得快，两件一起更合适',
  usageRules: ['面膜类商品适用，可以混搭', '半价的是价低的一件，最多减免金额以券面为准'],
  expectedRedemption: 0.19,
  baselineConversion: 0.12,
})

/** C17, OFF-02: beside the free sample and the trial pack; from an LTV of 800 元. */
const fullSizeTrial = draftOf('demo-full-size-trial', {
  name: '米糠洁面粉正装免费试用',
  rewards: [{ kind: 'trial', item: '米糠洁面粉正装', priceFen: 0, costFen: 2_600 }],
  audience: [{ kind: 'ltvBetween', minFen: 80_000 }],
  validity: { kind: 'hours', hours: 72 },
  repeatAfterDays: 180,
  customerReason: '您是我们的老朋友，想请您用正装试一试',
  usageRules: ['不需要购买', '地址与顾问确认后寄出'],
  expectedRedemption: 0.28,
  baselineConversion: 0.25,
})

/** The demo store's 16 offers; together they use every kind of reward. */
export const demoOffers: readonly OfferDraft[] = [
  hesitantRelief,
  cartBundle,
  longLook,
  birthday,
  partnerTrial,
  preorder,
  recallSample,
  vipGift,
  buyTogether,
  deviceWarranty,
  firstOrder,
  doublePoints,
  ladder,
  maskSecond,
  consultation,
  fullSizeTrial,
]
