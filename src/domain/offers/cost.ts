import { percentOfFen, type Fen } from '../money.ts'
import type { CostContext } from './context.ts'
import type { Reward } from './offer.ts'

/** Rewards that take a share of the price and carry a ceiling. */
export type ShareReward = Extract<Reward, { kind: 'percent' | 'nthAtHalf' | 'bundle' }>

export function isShareReward(reward: Reward): reward is ShareReward {
  return reward.kind === 'percent' || reward.kind === 'nthAtHalf' || reward.kind === 'bundle'
}

/** The largest share of a basket, in percent, that a share reward can take: every nth piece at half price is at most 50/n of it. */
export function sharePercent(reward: ShareReward): number {
  return reward.kind === 'nthAtHalf' ? 50 / reward.nth : 100 - reward.payPercent
}

/** Rounds up, so that a cost is never understated; the tolerance absorbs floating-point dust. */
function ceilFen(fen: number): Fen {
  return Math.max(0, Math.ceil(fen - 1e-9))
}

/** min(ceiling, share × p95 basket) in fen. */
function shareCostFen(reward: ShareReward, context: CostContext): Fen {
  return Math.min(reward.maxDiscountFen, percentOfFen(context.p95BasketFen, sharePercent(reward)))
}

/**
 * What one reward costs the shop at worst, in fen, never negative.
 * Money off: its face. Ladder: the largest step. Percent, nth at half, bundle: the ceiling, or the share of a
 * 95th-percentile basket where that is less. Things and services: their unit cost. Trial: unit cost less the
 * price paid. Free shipping: the shipping cost. Points: the extra points of the expected basket. Price
 * protection: the stated percentage of the expected basket. Pre-order rights: 0.
 */
export function rewardCostFen(reward: Reward, context: CostContext): Fen {
  switch (reward.kind) {
    case 'amount':
    case 'groupBuy':
      return reward.amountFen
    case 'ladder':
      return reward.steps.reduce((largest, step) => Math.max(largest, step.amountFen), 0)
    case 'percent':
    case 'nthAtHalf':
    case 'bundle':
      return shareCostFen(reward, context)
    case 'freeShipping':
      return context.shippingCostFen
    case 'priceProtection':
      return ceilFen((context.expectedBasketFen * context.priceProtectionCostPercent) / 100)
    case 'trial':
      return Math.max(0, reward.costFen - reward.priceFen)
    case 'pointsMultiplier':
      return pointsCostFen(reward.multiplier, context)
    case 'preorder':
      return 0
    case 'gift':
    case 'sample':
    case 'service':
    case 'warranty':
    case 'referral':
      return reward.costFen
  }
}

/** (multiplier − 1) × expected basket in yuan × points per yuan × fen per point, rounded up. */
function pointsCostFen(multiplier: number, context: CostContext): Fen {
  const extraPoints = (Math.max(0, multiplier - 1) * context.expectedBasketFen * context.pointsPerYuan) / 100
  return ceilFen(extraPoints * context.pointValueFen)
}

/** Worst-case cost of an offer: the sum over its rewards, in fen. */
export function worstCaseCostFen(rewards: readonly Reward[], context: CostContext): Fen {
  return rewards.reduce((total, reward) => total + rewardCostFen(reward, context), 0)
}
