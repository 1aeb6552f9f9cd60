import type { MeanResult } from '../comparison/arm-result.ts'
import type { Fen } from '../../money.ts'

/** From this many customers in each group (inclusive) an increment is stated: enough for 0.10 against 0.12. */
export const measurableFrom = 4000

export interface Lift {
  /** Treated less hold-out, per eligible customer whether reached or not. */
  lift: number
  standardError: number
}

/** `missingCustomers` is what the smaller group still lacks. */
export type MeasuredLift = ({ isMeasurable: true } & Lift) | { isMeasurable: false; missingCustomers: number }

/**
 * lift = rT − rH with se = √(sT² / nT + sH² / nH), by intention to treat; below `fromCustomers` in either group it is not
 * yet measurable and no number is given.
 */
export function holdOutLift(
  treated: MeanResult,
  holdOut: MeanResult,
  fromCustomers = measurableFrom,
): MeasuredLift {
  const smaller = Math.min(treated.customers, holdOut.customers)
  if (smaller < fromCustomers) return { isMeasurable: false, missingCustomers: fromCustomers - smaller }
  const variance =
    treated.standardDeviation ** 2 / treated.customers + holdOut.standardDeviation ** 2 / holdOut.customers
  return { isMeasurable: true, lift: treated.mean - holdOut.mean, standardError: Math.sqrt(variance) }
}

/** Orders that would not have come without the offers: nT × lift of the order rate. */
export function incrementalOrders(treatedCustomers: number, orderLift: number): number {
  return treatedCustomers * orderLift
}

/**
 * Incremental margin per fen of coupon cost: margin × nT × lift / cost, the lift being paid revenue in fen per customer.
 * Null when nothing was spent. Above 1 the coupons pay.
 */
export function incrementalRoi(
  {
    customers,
    revenueLiftFen,
    marginShare,
  }: { customers: number; revenueLiftFen: number; marginShare: number },
  couponCostFen: Fen,
): number | null {
  return couponCostFen > 0 ? (marginShare * customers * revenueLiftFen) / couponCostFen : null
}

/** Share of the redemptions that are incremental: lift / (redeemed / nT). Null when nothing was redeemed. */
export function incrementality(orderLift: number, redeemed: number, treatedCustomers: number): number | null {
  return redeemed > 0 ? orderLift / (redeemed / treatedCustomers) : null
}
