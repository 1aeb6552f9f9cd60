import type { CouponState } from '../../../domain/coupons/coupon.ts'
import type { Reward } from '../../../domain/offers/offer.ts'
import type { OfferDraft } from '../../starter/offers/offer-draft.ts'
import type { DemoCustomer } from '../customers.ts'
import type { OrderPlan } from '../shopping/orders.ts'

/** One coupon of the past or of now, with all that happened to it. */
export interface CouponStory {
  couponId: string
  token: string
  code: string
  customer: DemoCustomer
  draft: OfferDraft
  rewards: Reward[]
  headline: string
  costFen: number
  issuedBy: string
  state: CouponState
  issuedAt: number
  expiresAt: number
  sentAt: number | null
  openedAt: number | null
  claimedAt: number | null
  redeemedAt: number | null
  refundedAt: number | null
  endedAt: number | null
  order: OrderPlan | null
  discountFen: number | null
  benefit: string | null
  /** The ledger's settled cost of a redeemed coupon. */
  actualCostFen: number | null
}

/** How a coupon came to its state; instants that did not happen are absent. */
export type CouponFate = Pick<CouponStory, 'state' | 'issuedAt'> &
  Partial<
    Pick<
      CouponStory,
      | 'sentAt'
      | 'openedAt'
      | 'claimedAt'
      | 'redeemedAt'
      | 'refundedAt'
      | 'endedAt'
      | 'expiresAt'
      | 'order'
      | 'discountFen'
      | 'benefit'
      | 'actualCostFen'
    >
  >
