import { shareOut, type Fen } from '../money.ts'
import type { CostContext } from './context.ts'
import { isShareReward, rewardCostFen, worstCaseCostFen } from './cost.ts'
import type { Reward } from './offer.ts'

export type Fit =
  | { fits: true; rewards: Reward[]; isTrimmed: boolean }
  /** The ceiling that the caps leave is too small to be worth sending. */
  | { fits: false; rewards: Reward[]; ceilingFen: Fen }

/** Whole yuan, so that "最多减 X" reads well; below one yuan the fen are kept. */
function roundDownToYuan(fen: Fen): Fen {
  return fen >= 100 ? Math.floor(fen / 100) * 100 : fen
}

/**
 * Lowers the ceilings of percent-like rewards until the whole offer costs at most `capFen` (C9: "8折, 最多减 X").
 * Other rewards keep their value and are paid first. A ceiling, free shipping's too, is never above the worst-case cost, so
 * that a redemption never takes more than was reserved. Refused when a lowered ceiling falls under `usefulMinimumFen` (equal is useful).
 */
export function fitToCap(
  rewards: readonly Reward[],
  capFen: Fen,
  context: CostContext,
  usefulMinimumFen: Fen,
): Fit {
  const shares = rewards.filter(isShareReward)
  const wanted = shares.map((reward) => rewardCostFen(reward, context))
  const fixedFen = worstCaseCostFen(
    rewards.filter((reward) => !isShareReward(reward)),
    context,
  )
  const total = wanted.reduce((sum, fen) => sum + fen, 0)
  const allowed = Math.max(0, capFen - fixedFen)
  const isTrimmed = total > allowed
  const ceilings = isTrimmed ? shareOut(allowed, wanted).map(roundDownToYuan) : wanted
  const queue = [...ceilings]
  const resolved = rewards.map((reward) => {
    if (reward.kind === 'freeShipping') return { ...reward, maxDiscountFen: rewardCostFen(reward, context) }
    return isShareReward(reward) ? { ...reward, maxDiscountFen: queue.shift() ?? 0 } : reward
  })
  const least = Math.min(...ceilings)
  if (isTrimmed && least < usefulMinimumFen) return { fits: false, rewards: resolved, ceilingFen: least }
  return { fits: true, rewards: resolved, isTrimmed }
}
