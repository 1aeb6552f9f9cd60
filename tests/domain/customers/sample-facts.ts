import type { CustomerFacts, ProductInterest } from '../../../src/domain/customers/facts.ts'
import type { LtvEstimate } from '../../../src/domain/ltv/ltv-estimate.ts'
import type { RfmScore } from '../../../src/domain/rfm/score.ts'
import { flagsOf, type RfmSegment } from '../../../src/domain/rfm/segment.ts'

/** 2026-03-18 20:00 in Shanghai, a Wednesday within golden hours. */
export const asOf = Date.UTC(2026, 2, 18, 12, 0)

export function sampleLtv(totalFen: number): LtvEstimate {
  return {
    status: 'estimated',
    reason: null,
    historyFen: 0,
    expectedFen: totalFen,
    totalFen,
    modelVersion: 'sample',
    probabilityAlive: 0.8,
    expectedOrders12m: 2,
    expectedOrderValueFen: 20_000,
    churnRisk: 0.2,
    confidence: 'medium',
  }
}

export function sampleRfm(segment: RfmSegment): RfmScore {
  return {
    recencyDigit: 4,
    frequencyDigit: 2,
    monetaryDigit: 4,
    flags: flagsOf(segment),
    segment,
    thresholdsVersion: 'sample',
  }
}

export function sampleInterest(changes: Partial<ProductInterest> = {}): ProductInterest {
  return {
    sku: 'S1',
    name: '玫瑰精华',
    category: '精华',
    views7d: 3,
    views30d: 4,
    longestDwellMs: 20_000,
    lastViewedAt: asOf - 3_600_000,
    ...changes,
  }
}

/** An active customer worth 500 元 whom no rule calls for. */
export function sampleFacts(changes: Partial<CustomerFacts> = {}): CustomerFacts {
  return {
    asOf,
    timeZone: 'Asia/Shanghai',
    rules: {},
    daysSinceAdded: 15,
    daysSinceActivity: 1,
    daysSinceOrder: 60,
    purchaseDays: 2,
    orderCount: 2,
    ltv: sampleLtv(changes.capBaseFen ?? 50_000),
    capBaseFen: 50_000,
    rfm: null,
    lifecycle: 'considering',
    cadence: 'active',
    valueTier: 'active',
    isVip: false,
    interests: [],
    categoryViews14d: {},
    cart: [],
    cartChangedAt: null,
    checkoutStartedAt: null,
    boughtSkus: {},
    categoryBoughtDaysAgo: {},
    missingPartners: [],
    replenishments: [],
    isBirthdayToday: false,
    points: null,
    pointsExpireAt: null,
    lastOrder: null,
    unpaidOrderId: null,
    hasOpenComplaint: false,
    isOptedOut: false,
    isInHoldOut: false,
    isAsking: false,
    isPriceEnquiry: false,
    enquiries: [],
    hasAnsweredQuiz: false,
    hasLapsedAnswers: false,
    suppressedRuleIds: [],
    carriedOutAt: {},
    ...changes,
  }
}
