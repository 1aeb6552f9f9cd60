import { couponCode, couponCodeLength } from '../../../domain/coupons/coupon-code.ts'
import type { CostContext } from '../../../domain/offers/context.ts'
import { worstCaseCostFen } from '../../../domain/offers/cost.ts'
import { offerHeadline } from '../../../domain/offers/describe.ts'
import { couponExpiresAt } from '../../../domain/offers/eligibility.ts'
import { fitToCap } from '../../../domain/offers/fit.ts'
import { lettersOf, randomOf, wholeBetween } from '../../../simulator/people/random.ts'
import type { OfferDraft } from '../../starter/offers/offer-draft.ts'
import type { DemoClock } from '../clock.ts'
import type { DemoCustomer } from '../customers.ts'
import { demoSettings } from '../store/terms.ts'
import type { CouponFate, CouponStory } from './coupon-story.ts'

const tokenAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'
/** What percent-like offers were lowered to. */
const ceilingFen = 3_000

const cost: CostContext = {
  shippingCostFen: demoSettings.shippingCostFen ?? 0,
  pointsPerYuan: demoSettings.pointsPerYuan ?? 1,
  pointValueFen: demoSettings.pointValueFen ?? 1,
  priceProtectionCostPercent: demoSettings.priceProtectionCostPercent ?? 2,
  p95BasketFen: 80_000,
  expectedBasketFen: 28_000,
  marginPercent: null,
  assumedMarginPercent: demoSettings.defaultMarginPercent ?? 70,
}

/** A coupon as issuing would have stored it, with what became of it. `place` counts the customer's coupons. */
export function newStory(
  customer: DemoCustomer,
  draft: OfferDraft,
  fate: CouponFate,
  place: number,
  clock: DemoClock,
): CouponStory {
  const random = randomOf(`coupon-${place}`, customer.index)
  const { rewards } = fitToCap(draft.terms.rewards, ceilingFen, cost, 500)
  const codeBytes = Uint8Array.from({ length: couponCodeLength }, () => wholeBetween(random, 0, 255))
  return {
    couponId: `cpn_demo_${customer.index + 1}_${place + 1}`,
    token: lettersOf(random, tokenAlphabet, 32),
    code: couponCode(codeBytes),
    customer,
    draft,
    rewards,
    headline: offerHeadline(draft.terms, rewards),
    costFen: worstCaseCostFen(rewards, cost),
    issuedBy: customer.ownerUserId,
    expiresAt: couponExpiresAt(draft.terms.validity, fate.issuedAt, clock.timeZone),
    sentAt: null,
    openedAt: null,
    claimedAt: null,
    redeemedAt: null,
    refundedAt: null,
    endedAt: null,
    order: null,
    discountFen: null,
    benefit: null,
    actualCostFen: null,
    ...fate,
  }
}
