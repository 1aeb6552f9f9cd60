import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../../src/domain/customers/facts.ts'
import { unmetReason } from '../../../src/domain/offers/conditions.ts'
import type { AudienceCondition } from '../../../src/domain/offers/offer.ts'
import { dayMs } from '../../../src/domain/calendar.ts'
import { asOf, sampleFacts, sampleInterest, sampleRfm } from '../customers/sample-facts.ts'

const used = (dueInDays: number) => ({ replenishments: [{ sku: 'FOOD', name: '猫粮', dueInDays }] })
const lacking = {
  missingPartners: [{ sku: 'FOOD', name: '猫粮', daysAgo: 3, partnerSku: 'LITTER', partnerName: '猫砂' }],
}

type Case = [AudienceCondition, Partial<CustomerFacts>, string | null]

const viewed: AudienceCondition = { kind: 'viewedAtLeast', times: 3, windowDays: 7 }
const ofSerum: AudienceCondition = { ...viewed, windowDays: 14, category: '精华' }
const dwelled: AudienceCondition = { kind: 'dwelledAtLeast', seconds: 90, windowDays: 7 }
const partner: AudienceCondition = { kind: 'boughtWithoutPartner', sku: 'LITTER', partnerSku: 'FOOD' }
const line = { sku: 'S1', name: '玫瑰精华', category: '精华', unitPriceFen: 100 }

const cases: Case[] = [
  [{ kind: 'segmentIn', segments: ['important-keep'] }, { orderCount: 0 }, '还没有订单，不在指定的RFM人群'],
  [{ kind: 'segmentIn', segments: ['important-keep'] }, {}, '近12个月没有订单，不在指定的RFM人群'],
  [
    { kind: 'segmentIn', segments: ['important-keep'] },
    { rfm: sampleRfm('general-keep') },
    '不在指定的RFM人群',
  ],
  [{ kind: 'segmentIn', segments: ['important-keep'] }, { rfm: sampleRfm('important-keep') }, null],
  [{ kind: 'lifecycleIn', stages: ['aware', 'interested'] }, {}, '处于考虑阶段，仅限认知、兴趣'],
  [{ kind: 'lifecycleIn', stages: ['considering'] }, {}, null],
  [{ kind: 'cadenceIn', stages: ['silent'] }, {}, '是活跃，仅限沉默'],
  [{ kind: 'cadenceIn', stages: ['active'] }, {}, null],
  [{ kind: 'valueTierIn', tiers: ['high'] }, {}, '属于活跃，仅限高价值'],
  [{ kind: 'valueTierIn', tiers: ['active'] }, {}, null],
  [{ kind: 'ltvBetween', minFen: 80_000 }, { capBaseFen: 79_999 }, 'LTV不足800元(799.99元)'],
  [{ kind: 'ltvBetween', minFen: 80_000 }, { capBaseFen: 80_000 }, null],
  [{ kind: 'ltvBetween', maxFen: 20_000 }, { capBaseFen: 20_000 }, null],
  [{ kind: 'ltvBetween', maxFen: 20_000 }, { capBaseFen: 20_001 }, 'LTV超过200元(200.01元)'],
  [{ kind: 'firstPurchase' }, { orderCount: 1 }, '不是首单(已有1单)'],
  [{ kind: 'firstPurchase' }, { orderCount: 0 }, null],
  [{ kind: 'hasOrdered' }, { orderCount: 0 }, '还没有下过单'],
  [{ kind: 'hasOrdered' }, { orderCount: 1 }, null],
  [{ kind: 'isVip' }, {}, '不是VIP(复购满3次)'],
  [{ kind: 'isVip' }, { isVip: true }, null],
  [{ kind: 'birthdayToday' }, {}, '今天不是生日'],
  [{ kind: 'birthdayToday' }, { isBirthdayToday: true }, null],
  [viewed, { interests: [sampleInterest({ views7d: 1 })] }, '浏览不足3次(1次)'],
  [
    viewed,
    { interests: [sampleInterest({ views7d: 2 }), sampleInterest({ sku: 'S2', views7d: 2 })] },
    '浏览不足3次(2次)',
  ],
  [viewed, { interests: [sampleInterest({ views7d: 3 })] }, null],
  [{ ...viewed, windowDays: 30 }, { interests: [sampleInterest({ views7d: 0, views30d: 3 })] }, null],
  [ofSerum, { categoryViews14d: { 面膜: 9, 精华: 2 } }, '浏览不足3次(2次)'],
  [ofSerum, { categoryViews14d: { 精华: 3 } }, null],
  [
    { ...ofSerum, windowDays: 7 },
    { interests: [sampleInterest({ views7d: 2 }), sampleInterest({ sku: 'S2', views7d: 1 })] },
    null,
  ],
  [dwelled, { interests: [sampleInterest({ longestDwellMs: 89_999 })] }, '停留不足90秒(89秒)'],
  [dwelled, { interests: [sampleInterest({ longestDwellMs: 90_000 })] }, null],
  [
    dwelled,
    { interests: [sampleInterest({ longestDwellMs: 99_000, lastViewedAt: asOf - 7 * dayMs })] },
    null,
  ],
  [
    dwelled,
    { interests: [sampleInterest({ longestDwellMs: 99_000, lastViewedAt: asOf - 7 * dayMs - 1 })] },
    '停留不足90秒(0秒)',
  ],
  [{ kind: 'cartAtLeast', pieces: 3 }, { cart: [{ ...line, quantity: 2 }] }, '加购不足3件(2件)'],
  [{ kind: 'cartAtLeast', pieces: 3 }, { cart: [{ ...line, quantity: 3 }] }, null],
  [{ kind: 'boughtCategoryWithin', category: '口红', days: 30 }, {}, '30天内没有买过口红'],
  [
    { kind: 'boughtCategoryWithin', category: '口红', days: 30 },
    { categoryBoughtDaysAgo: { 口红: 30 } },
    null,
  ],
  [
    { kind: 'boughtCategoryWithin', category: '口红', days: 30 },
    { categoryBoughtDaysAgo: { 口红: 31 } },
    '30天内没有买过口红',
  ],
  [partner, {}, '没有买过搭配的商品'],
  [partner, { boughtSkus: { FOOD: 3 } }, null],
  [partner, { boughtSkus: { FOOD: 3, LITTER: 0 } }, '已经买过这件商品'],
  [{ kind: 'lacksPartner' }, {}, '没有缺少的搭配商品'],
  [{ kind: 'lacksPartner' }, lacking, null],
  [{ kind: 'lacksPartner', sku: 'LITTER' }, lacking, null],
  [{ kind: 'lacksPartner', sku: 'FOOD' }, lacking, '没有缺少的搭配商品'],
  [{ kind: 'replenishWithin', days: 3 }, used(3), null],
  [{ kind: 'replenishWithin', days: 3 }, used(4), '3天内没有用完的商品'],
  [{ kind: 'replenishWithin', days: 3, sku: 'FOOD' }, used(-2), null],
  [{ kind: 'replenishWithin', days: 3, sku: 'LITTER' }, used(-2), '3天内没有用完的商品'],
  [{ kind: 'silentAtLeast', days: 31 }, { daysSinceActivity: 30 }, '沉默不足31天(30天)'],
  [{ kind: 'silentAtLeast', days: 31 }, { daysSinceActivity: 31 }, null],
  [
    { kind: 'silentAtLeast', days: 31 },
    { daysSinceActivity: null, daysSinceAdded: 15 },
    '沉默不足31天(15天)',
  ],
  [{ kind: 'silentAtLeast', days: 31 }, { daysSinceActivity: null, daysSinceAdded: null }, null],
]

describe('unmetReason', () => {
  it.each(cases)('%o with %o: %s', (condition, changes, reason) => {
    expect(unmetReason(condition, sampleFacts(changes))).toBe(reason)
  })
})
