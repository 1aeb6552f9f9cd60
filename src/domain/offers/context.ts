import type { Fen } from '../money.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'
import type { ApprovedException } from './exceptions/exception.ts'
import type { RewardKind } from './offer.ts'

/** What a cost is estimated from: store settings and the customer's or store's basket. */
export interface CostContext {
  shippingCostFen: Fen
  /** Points earned for each yuan spent. */
  pointsPerYuan: number
  /** What one point costs the shop, in fen; may be a fraction. */
  pointValueFen: number
  /** Expected pay-out of a price protection, in percent of the expected basket. */
  priceProtectionCostPercent: number
  /** 95th percentile of the store's order value: the basket of the worst case. */
  p95BasketFen: Fen
  /** E[M]: the value of the next order expected from this customer. */
  expectedBasketFen: Fen
  /** Known gross margin of the catalogue, used where a product's own cost is unknown; null = costs unknown, OFF-05 is not checked. */
  marginPercent: number | null
  /** Gross margin that expected values assume where none is known. */
  assumedMarginPercent: number
}

export interface ProductOnSale {
  sku: string
  name: string
  priceFen: Fen
  costFen: Fen | null
  /** Pieces left; null = the shop does not tell. */
  stock: number | null
}

/** A coupon issued to this customer earlier; voided and lapsed ones are left out. */
export interface ReceivedCoupon {
  offerId: string
  rewardKinds: RewardKind[]
  issuedAt: number
}

/** What is left of each budget now; null or absent = not limited by it. */
export interface BudgetsLeft {
  storeFen: Fen | null
  advisorFen: Fen | null
  customerFen: Fen | null
  newcomerFen: Fen | null
  campaignsFen: Record<string, Fen>
}

/** Store settings with their defaults. */
export interface OfferSettings {
  /** OFF-01: of the cap base, for one offer. */
  singleCapPercent: number
  /** OFF-03: up to this LTV (inclusive) one offer costs at most `lowCapFen`, whatever OFF-01 would allow. */
  lowLtvFen: Fen
  lowCapFen: Fen
  /** OFF-02: high value from here (inclusive). */
  highLtvFen: Fen
  /** CAP-12M (ours): of the cap base, for all open and redeemed coupons of 12 months. */
  yearCapPercent: number
  /** OFF-05: of the gross margin of the expected basket; above it an offer is refused. */
  marginCapPercent: number
  /** OFF-05: above this share an offer goes out with a warning. */
  marginWarnPercent: number
  /** A percent offer trimmed below this is refused rather than sent as a trifle. */
  usefulMinimumFen: Fen
  /** REST-KIND (ours): rewards of the resting kinds are not repeated within these local days. */
  sameKindRestDays: number
  restingKinds: RewardKind[]
  isOneLiveCouponAtATime: boolean
}

/** The settings that follow from a store's overrides; the defaults of the catalogue where it set nothing. */
export function offerSettingsOf(rules: RuleOverrides): OfferSettings {
  return {
    singleCapPercent: ruleValue({ rules }, 'OFF-01', 'percent'),
    lowLtvFen: ruleValue({ rules }, 'OFF-03', 'ltvFen'),
    lowCapFen: ruleValue({ rules }, 'OFF-03', 'capFen'),
    highLtvFen: ruleValue({ rules }, 'OFF-02', 'ltvFen'),
    yearCapPercent: ruleValue({ rules }, 'CAP-12M', 'percent'),
    marginCapPercent: ruleValue({ rules }, 'OFF-05', 'percent'),
    marginWarnPercent: ruleValue({ rules }, 'OFF-05', 'warnPercent'),
    usefulMinimumFen: ruleValue({ rules }, 'C9', 'smallestFen'),
    sameKindRestDays: ruleValue({ rules }, 'REST-KIND', 'days'),
    restingKinds: ['percent', 'bundle', 'groupBuy', 'trial', 'sample'],
    isOneLiveCouponAtATime: ruleValue({ rules }, 'ONE-LIVE', 'coupons') === 1,
  }
}

export const offerSettings: OfferSettings = offerSettingsOf({})

/** Everything beside the customer's facts that an offer is judged by. */
export interface OfferContext {
  cost: CostContext
  /** Worst-case cost of the open coupons plus the cost of those redeemed in the last 12 months. */
  openAndRedeemed12mFen: Fen
  budgets: BudgetsLeft
  liveCouponId: string | null
  received: ReceivedCoupon[]
  /** OFF-13: the natural person had a newcomers' offer, under this customer or another; absent = no. */
  hadNewcomerOffer?: boolean
  products: Record<string, ProductOnSale>
  /** Approved for this customer and still running; undefined = none. */
  exceptions?: readonly ApprovedException[]
  settings: OfferSettings
}
