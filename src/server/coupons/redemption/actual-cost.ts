import type { Fen } from '../../../domain/money.ts'
import { isPriceReward } from '../../../domain/offers/describe.ts'
import type { Reward } from '../../../domain/offers/offer.ts'

/** The most that a price reward can take; issuing lowered every ceiling to what was reserved for it. */
function ceilingFen(reward: Reward): Fen {
  switch (reward.kind) {
    case 'amount':
    case 'groupBuy':
      return reward.amountFen
    case 'ladder':
      return Math.max(0, ...reward.steps.map((step) => step.amountFen))
    case 'percent':
    case 'nthAtHalf':
    case 'bundle':
      return reward.maxDiscountFen
    default:
      return 0
  }
}

/**
 * What a redeemed coupon really cost, in fen: the money it took off, plus what was reserved for its things and services,
 * which the shop now owes in full. Shipping that the order names is in the discount already and leaves the reserve.
 */
export function actualCostFen(
  coupon: { rewards: readonly Reward[]; costFen: Fen },
  discountFen: Fen,
  order: { shippingFen?: Fen | undefined },
  shippingCostFen: Fen,
): Fen {
  const kinds = coupon.rewards.map(({ kind }) => kind)
  if (kinds.every(isPriceReward)) return discountFen
  const ceilings = coupon.rewards.reduce((sum, reward) => sum + ceilingFen(reward), 0)
  const isShippingTaken = kinds.includes('freeShipping') && order.shippingFen !== undefined
  const hasOtherBenefit = kinds.some((kind) => !isPriceReward(kind) && kind !== 'freeShipping')
  if (isShippingTaken && !hasOtherBenefit) return discountFen
  const keptFen = coupon.costFen - ceilings - (isShippingTaken ? shippingCostFen : 0)
  return discountFen + Math.max(0, keptFen)
}
