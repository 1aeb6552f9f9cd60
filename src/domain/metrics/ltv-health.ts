import type { Fen } from '../money.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'

export interface LtvHealth {
  ruleId: 'LTV-01'
  /** LTV in average orders; null without an average order above 0. */
  orders: number | null
  targetOrders: number
  isReached: boolean | null
}

/** LTV-01: LTV is at least 3 × the average order (inclusive), both in fen. Null, not "no", while no order gives an average. */
export function ltvHealth(
  { ltvFen, averageOrderFen }: { ltvFen: Fen; averageOrderFen: Fen | null },
  rules: RuleOverrides = {},
): LtvHealth {
  const targetOrders = ruleValue({ rules }, 'LTV-01', 'orders')
  if (averageOrderFen === null || averageOrderFen <= 0)
    return { ruleId: 'LTV-01', orders: null, targetOrders, isReached: null }
  const orders = ltvFen / averageOrderFen
  return { ruleId: 'LTV-01', orders, targetOrders, isReached: orders >= targetOrders }
}
