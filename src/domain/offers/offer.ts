import type { CadenceStage, LifecycleStage, ValueTier } from '../customers/stages.ts'
import type { Fen } from '../money.ts'
import type { RfmSegment } from '../rfm/segment.ts'

/** What the customer gets. A discount lowers the price; a benefit does not (its discount at redemption is 0). OFF-08..16. */
export type Reward =
  | { kind: 'amount'; amountFen: Fen }
  /** "8折" is payPercent 80; the discount never exceeds maxDiscountFen, which the caps may lower further at issue (C9). */
  | { kind: 'percent'; payPercent: number; maxDiscountFen: Fen }
  /** Steps ascend by minSpendFen; the highest step reached applies. */
  | { kind: 'ladder'; steps: { minSpendFen: Fen; amountFen: Fen }[] }
  /** The nth piece costs half; of the pieces bought, each nth cheapest is halved. */
  | { kind: 'nthAtHalf'; nth: number; maxDiscountFen: Fen }
  /** Any `pick` of these products together at payPercent. */
  | { kind: 'bundle'; skus: string[]; pick: number; payPercent: number; maxDiscountFen: Fen }
  /** Issued coupons state the most that it takes off, which is what was reserved; an order's dearer fee is not covered beyond it. */
  | { kind: 'freeShipping'; maxDiscountFen?: Fen }
  | { kind: 'priceProtection'; days: number }
  | { kind: 'warranty'; months: number; costFen: Fen }
  | { kind: 'sample'; item: string; costFen: Fen }
  /** A trial pack at a token price: the customer pays priceFen, the shop bears costFen. */
  | { kind: 'trial'; item: string; priceFen: Fen; costFen: Fen }
  | { kind: 'pointsMultiplier'; multiplier: number; days: number }
  | { kind: 'preorder'; item: string }
  | { kind: 'gift'; item: string; costFen: Fen }
  | { kind: 'service'; item: string; costFen: Fen }
  /** Paid to the recommender after the friend's first order (REF-01). */
  | { kind: 'referral'; friends: number; item: string; costFen: Fen }
  | { kind: 'groupBuy'; people: number; amountFen: Fen }

export type RewardKind = Reward['kind']

/** Who may get the offer; all conditions must hold. Bounds are inclusive. */
export type AudienceCondition =
  | { kind: 'segmentIn'; segments: RfmSegment[] }
  | { kind: 'lifecycleIn'; stages: LifecycleStage[] }
  | { kind: 'cadenceIn'; stages: CadenceStage[] }
  | { kind: 'valueTierIn'; tiers: ValueTier[] }
  | { kind: 'ltvBetween'; minFen?: Fen; maxFen?: Fen }
  | { kind: 'firstPurchase' }
  | { kind: 'hasOrdered' }
  | { kind: 'isVip' }
  | { kind: 'birthdayToday' }
  | { kind: 'viewedAtLeast'; times: number; windowDays: number; category?: string }
  | { kind: 'dwelledAtLeast'; seconds: number; windowDays: number }
  | { kind: 'cartAtLeast'; pieces: number }
  | { kind: 'boughtCategoryWithin'; category: string; days: number }
  /** Bought one of a product's partners but not the product itself (NBA-10). */
  | { kind: 'boughtWithoutPartner'; sku: string; partnerSku: string }
  /** A partner that the product feed names for something bought was never bought: this product, or any (NBA-10). */
  | { kind: 'lacksPartner'; sku?: string }
  /** Something bought, this product or any, is used up within these days or already (NBA-12). */
  | { kind: 'replenishWithin'; days: number; sku?: string }
  | { kind: 'silentAtLeast'; days: number }

/** One immutable version of an offer. */
export interface OfferTerms {
  name: string
  rewards: Reward[]
  audience: AudienceCondition[]
  /** Redeemable from this much merchandise (after other discounts, without shipping); 0 = no threshold. */
  minSpendFen: Fen
  /** Redeemable on these products or categories only; empty = everything. */
  skus: string[]
  categories: string[]
  /** How long a coupon lives from issue (C20); `endOfDay` runs to 23:59:59 local (NBA-08); undefined = the hours of OFF-08. */
  validity?: { kind: 'hours'; hours: number } | { kind: 'endOfDay' }
  /** The same offer is not issued again to a customer within these days; null = once for ever (OFF-13). */
  repeatAfterDays: number | null
  /** Newcomers' offers draw on a budget of their own. */
  isForNewcomers: boolean
  /** The action rule that calls for this offer, e.g. NBA-05; undefined = no trigger. */
  ruleId?: string
  /** Why the customer gets it, said to the customer: "您最近关注这款精华". */
  customerReason: string
  /** The rules of use, said to the customer, one sentence each. */
  usageRules: string[]
  /** Prior rate at which an issued coupon is redeemed. */
  expectedRedemption: number
  /** Prior rate at which the same customers buy without any offer (p_g0). */
  baselineConversion: number
  /** Said to the advisor where the caps put this offer in the place of another (C9). */
  standsInFor?: string
  /** Campaign whose budget pays; undefined = none. */
  campaignId?: string
}

export interface Offer {
  offerId: string
  offerVersionId: string
  version: number
  terms: OfferTerms
}
