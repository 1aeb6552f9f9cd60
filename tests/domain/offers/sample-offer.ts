import { offerSettings, type CostContext, type OfferContext } from '../../../src/domain/offers/context.ts'
import type { Offer, OfferTerms } from '../../../src/domain/offers/offer.ts'

export const sampleCost: CostContext = {
  shippingCostFen: 1_000,
  pointsPerYuan: 1,
  pointValueFen: 1,
  priceProtectionCostPercent: 2,
  p95BasketFen: 60_000,
  expectedBasketFen: 40_000,
  marginPercent: 70,
  assumedMarginPercent: 70,
}

export function sampleContext(changes: Partial<OfferContext> = {}): OfferContext {
  return {
    cost: sampleCost,
    openAndRedeemed12mFen: 0,
    budgets: { storeFen: null, advisorFen: null, customerFen: null, newcomerFen: null, campaignsFen: {} },
    liveCouponId: null,
    received: [],
    products: {},
    settings: offerSettings,
    ...changes,
  }
}

export function sampleTerms(changes: Partial<OfferTerms> = {}): OfferTerms {
  return {
    name: '样例',
    rewards: [{ kind: 'amount', amountFen: 3_000 }],
    audience: [],
    minSpendFen: 0,
    skus: [],
    categories: [],
    validity: { kind: 'hours', hours: 24 },
    repeatAfterDays: 30,
    isForNewcomers: false,
    customerReason: '您最近关注这款精华',
    usageRules: [],
    expectedRedemption: 0.3,
    baselineConversion: 0.1,
    ...changes,
  }
}

export function sampleOffer(offerId: string, changes: Partial<OfferTerms> = {}): Offer {
  return { offerId, offerVersionId: `${offerId}-v1`, version: 1, terms: sampleTerms(changes) }
}
