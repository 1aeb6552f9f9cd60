import type { Fen } from '../../money.ts'
import type { Reward } from '../offer.ts'

/** The most that a price reward takes off: issuing lowered every ceiling to what was reserved for it. */
export function moneyCeilingFen(reward: Reward): Fen {
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
 * The coupon's rewards, each free shipping with its ceiling in fen: the one stored at issue; where none was stored, the
 * store's shipping cost of now, at most what the coupon's reserve leaves beside its money off.
 */
export function withShippingCeiling(
  { rewards, costFen }: { rewards: readonly Reward[]; costFen: Fen },
  shippingCostFen: Fen,
): Reward[] {
  const moneyFen = rewards.reduce((sum, reward) => sum + moneyCeilingFen(reward), 0)
  const leftFen = Math.min(shippingCostFen, Math.max(0, costFen - moneyFen))
  return rewards.map((reward) =>
    reward.kind === 'freeShipping' ? { ...reward, maxDiscountFen: reward.maxDiscountFen ?? leftFen } : reward,
  )
}
