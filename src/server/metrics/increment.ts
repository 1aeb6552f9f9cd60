import { sql } from 'kysely'
import type { MetricSums } from '../../domain/metrics/mean-of-sums.ts'
import type { Database } from '../db/connect.ts'
import { type Span, within } from './people.ts'

export interface GroupSums {
  orders: MetricSums
  revenueFen: MetricSums
}

interface GroupRow {
  isHeld: number
  customers: number
  orders: number
  ordersSquared: number
  revenue: number
  revenueSquared: number
}

const nothing: MetricSums = { customers: 0, sum: 0, sumOfSquares: 0 }

function sumsOf(row: GroupRow | undefined): GroupSums {
  if (!row) return { orders: nothing, revenueFen: nothing }
  const { customers, orders, ordersSquared, revenue, revenueSquared } = row
  return {
    orders: { customers, sum: orders, sumOfSquares: ordersSquared },
    revenueFen: { customers, sum: revenue, sumOfSquares: revenueSquared },
  }
}

/** Since when within the span a hold-out is kept; null while there is none. */
export async function holdOutSince(db: Database, span: Span): Promise<number | null> {
  const { rows } = await sql<{ since: number | null }>`select min(created_at) as since from decision
    where ${within('createdAt', span)} and mode = 'holdOut'`.execute(db)
  return rows[0]?.since ?? null
}

/**
 * Paid orders and net revenue for each customer for whom an offer was decided on in the span, from that moment on:
 * who is in the hold-out against all others, whether an offer reached them or not (intention to treat).
 */
export async function comparedGroups(
  db: Database,
  span: Span,
): Promise<{ treated: GroupSums; holdOut: GroupSums }> {
  const { rows } = await sql<GroupRow>`
    with eligible as (
      select customer_id, min(created_at) as since, max(case when mode = 'holdOut' then 1 else 0 end) as is_held
      from decision where ${within('createdAt', span)} group by customer_id),
    outcome as (
      select e.customer_id, e.is_held, count(o.order_id) as orders,
        cast(coalesce(sum(o.net_fen), 0) as double precision) as revenue
      from eligible e left join purchase_order o on o.customer_id = e.customer_id and o.status = 'paid'
        and o.ordered_at >= e.since and o.ordered_at < ${span.untilAt}
      group by e.customer_id, e.is_held)
    select is_held, count(*) as customers, sum(orders) as orders, sum(orders * orders) as orders_squared,
      sum(revenue) as revenue, sum(revenue * revenue) as revenue_squared
    from outcome group by is_held`.execute(db)
  const group = (isHeld: number) => sumsOf(rows.find((row) => row.isHeld === isHeld))
  return { treated: group(0), holdOut: group(1) }
}

/** Coupons redeemed in the span and standing, and what they really cost. */
export async function redeemedCost(db: Database, span: Span): Promise<{ redeemed: number; costFen: number }> {
  const { rows } = await sql<{ redeemed: number; costFen: number }>`
    select count(distinct k.coupon_id) as redeemed, coalesce(sum(l.amount_fen), 0) as cost_fen
    from coupon k join ledger_entry l on l.coupon_id = k.coupon_id and l.scope = 'customer'
    where k.state = 'redeemed' and ${within('k.redeemedAt', span)}`.execute(db)
  return rows[0] ?? { redeemed: 0, costFen: 0 }
}
