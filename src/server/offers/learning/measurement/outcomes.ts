import type { EarnedOrder, SentCoupon, Span } from '../../../../domain/offers/learning/realised-profit.ts'
import type { Database } from '../../../db/connect.ts'
import type { LedgerService } from '../../../ledger/service.ts'
import { earnedOrders, sentCoupons } from './repository.ts'

export interface Outcomes {
  ordersOf: (customerId: string) => readonly EarnedOrder[]
  couponsOf: (customerId: string) => readonly SentCoupon[]
}

function byCustomer<T extends { customerId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const known = groups.get(row.customerId)
    if (known) known.push(row)
    else groups.set(row.customerId, [row])
  }
  return groups
}

/** Orders and coupons of these customers in a time; a redeemed coupon with what the ledger says it really cost. */
export async function outcomesOf(
  db: Database,
  ledger: Pick<LedgerService, 'costsOf'>,
  customerIds: readonly string[],
  span: Span,
): Promise<Outcomes> {
  const ids = [...new Set(customerIds)]
  const rows = await sentCoupons(db, ids, span)
  const redeemed = rows.filter(({ state }) => state === 'redeemed')
  const costs = await ledger.costsOf(
    db,
    redeemed.map(({ couponId }) => couponId),
  )
  const coupons = rows.flatMap(({ couponId, customerId, offerId, sentAt, state, ...row }) => {
    if (sentAt === null) return []
    const { redeemedAt: at, orderId, discountFen } = row
    const isRedeemed = state === 'redeemed' && at !== null && orderId !== null
    const costFen = costs.get(couponId) ?? discountFen ?? 0
    const use = isRedeemed ? { at, orderId, discountFen: discountFen ?? 0, costFen } : null
    return [{ customerId, offerId, sentAt, redeemed: use }]
  })
  const orders = byCustomer(await earnedOrders(db, ids, span))
  const sent = byCustomer(coupons)
  return {
    ordersOf: (customerId) => orders.get(customerId) ?? [],
    couponsOf: (customerId) => sent.get(customerId) ?? [],
  }
}
