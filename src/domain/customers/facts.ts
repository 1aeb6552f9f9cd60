import type { OpenEnquiry } from '../actions/enquiries/open-enquiries.ts'
import type { MissingPartner } from '../actions/follow-on/missing-partners.ts'
import type { Replenishment } from '../actions/follow-on/replenishments.ts'
import type { LtvEstimate } from '../ltv/ltv-estimate.ts'
import type { Fen } from '../money.ts'
import type { RfmScore } from '../rfm/score.ts'
import type { RuleOverrides } from '../rules/value.ts'
import type { CadenceStage, LifecycleStage, ValueTier } from './stages.ts'

/** Interest in one product over the last 30 days. */
export interface ProductInterest {
  sku: string
  name: string
  category: string
  views7d: number
  views30d: number
  longestDwellMs: number
  /** The longest stay on a phone, where the shop tells the device (TAG-06). */
  longestMobileDwellMs?: number
  unitPriceFen?: Fen
  lastViewedAt: number
}

export interface CartLine {
  sku: string
  name: string
  category: string
  quantity: number
  unitPriceFen: Fen
}

export interface LastOrder {
  orderId: string
  orderedAt: number
  status: 'created' | 'paid' | 'cancelled' | 'refunded'
  itemNames: string[]
  /** Pieces in all. */
  pieces: number
  paidFen: Fen
  refundedFen: Fen
  shippedAt: number | null
  deliveredAt: number | null
}

/** All that the rules may know of a customer at `asOf`. Days are local days in the store's zone. */
export interface CustomerFacts {
  asOf: number
  timeZone: string
  /** The numbers that the store set in place of the catalogue's: with them a stored decision can be judged again. */
  rules: RuleOverrides
  /** Whole local days since the company's earliest follow; 0 on the day; null when nobody follows. */
  daysSinceAdded: number | null
  /** Whole local days since the last activity (order, shop event, coupon opened or claimed, marked reply); null = never. */
  daysSinceActivity: number | null
  daysSinceOrder: number | null
  purchaseDays: number
  orderCount: number
  /** Mean net value of an order; absent without orders. */
  averageOrderFen?: Fen
  ltv: LtvEstimate
  /** The amount that the percentages of the caps are taken of. */
  capBaseFen: Fen
  rfm: RfmScore | null
  lifecycle: LifecycleStage
  cadence: CadenceStage
  valueTier: ValueTier
  isVip: boolean
  interests: ProductInterest[]
  /** Distinct views in a category over 14 days, by category. */
  categoryViews14d: Record<string, number>
  cart: CartLine[]
  cartChangedAt: number | null
  checkoutStartedAt: number | null
  /** Local days since each product was last bought, by sku; a key is there only for what was bought. */
  boughtSkus: Record<string, number>
  /** Local days since each category was last bought. */
  categoryBoughtDaysAgo: Record<string, number>
  /** Bought products whose partner was never bought (NBA-10). */
  missingPartners: MissingPartner[]
  /** Bought products with the day on which they are used up (NBA-12). */
  replenishments: Replenishment[]
  isBirthdayToday: boolean
  points: number | null
  pointsExpireAt: number | null
  lastOrder: LastOrder | null
  /** Unpaid order still open, if any. */
  unpaidOrderId: string | null
  hasOpenComplaint: boolean
  isOptedOut: boolean
  isInHoldOut: boolean
  /** The customer wrote first within the last 60 minutes ("她在问"). */
  isAsking: boolean
  /** She waits for a price (C1). */
  isPriceEnquiry: boolean
  /** What she waits for, with its beginning; at most one of each kind. */
  enquiries: OpenEnquiry[]
  /** She told something in a quiz, and it has not lapsed. */
  hasAnsweredQuiz: boolean
  /** She did once, and may be asked again. */
  hasLapsedAnswers: boolean
  /** Rules that an advisor put aside for this customer and that rest at `asOf`. */
  suppressedRuleIds: string[]
  /** When a step was last carried out, epoch ms by rule: the latest touch that began from it; only rules that then rest. */
  carriedOutAt: Readonly<Record<string, number>>
}
