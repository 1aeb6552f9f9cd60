import type { Fen } from '../money.ts'
import type { ValueTier } from './stages.ts'

/** OFF-02: from this LTV a customer is of high value. */
export const highValueLtvFen: Fen = 80_000
const dormantDays = 90

export interface ValueTierInput {
  orderCount: number
  daysSinceActivity: number | null
  ltvFen: Fen
  isVip: boolean
}

/**
 * SEG-05, product.md 2 "Axes", the first that matches: potential (no order), dormant (no activity in 90 days, the 90th
 * day still counts as active), high (LTV from 800 元, inclusive, or VIP), else active.
 */
export function valueTier(input: ValueTierInput): ValueTier {
  if (input.orderCount === 0) return 'potential'
  if (input.daysSinceActivity === null || input.daysSinceActivity > dormantDays) return 'dormant'
  return input.ltvFen >= highValueLtvFen || input.isVip ? 'high' : 'active'
}
