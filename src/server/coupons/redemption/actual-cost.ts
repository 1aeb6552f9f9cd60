import type { Fen } from '../../../domain/money.ts'
import { isPriceReward } from '../../../domain/offers/describe.ts'
import type { Reward } from '../../../domain/offers/offer.ts'
import { moneyCeilingFen } from '../../../domain/offers/redemption/shipping-ceiling.ts'

/**
 * What a redeemed coupon really cost, in fen: the money it took off, plus what was reserved for its things and services,
 * which the shop now owes in full. Shipping that the order names is in the discount already and leaves the reserve.
 * `rewards` with the ceiling of each; the result is never above `costFen`.
 */
export function actualCostFen(
  coupon: { rewards: readonly Reward[]; costFen: Fen },
  discountFen: Fen,
  order: { shippingFen?: Fen | undefined },
): Fen {
  const kinds = coupon.rewards.map(({ kind }) => kind)
  if (kinds.every(isPriceReward)) return discountFen
  const isShippingTaken = kinds.includes('freeShipping') && order.shippingFen !== undefined
  const hasOtherBenefit = kinds.some((kind) => !isPriceReward(kind) && kind !== 'freeShipping')
  if (isShippingTaken && !hasOtherBenefit) return discountFen
  const moneyFen = coupon.rewards.reduce((sum, reward) => sum + moneyCeilingFen(reward), 0)
  const shippingFen = coupon.rewards.reduce(
    (sum, reward) => sum + (reward.kind === 'freeShipping' ? (reward.maxDiscountFen ?? 0) : 0),
    0,
  )
  const keptFen = coupon.costFen - moneyFen - (isShippingTaken ? shippingFen : 0)
  return discountFen + Math.max(0, keptFen)
}
