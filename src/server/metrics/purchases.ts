import { sql } from 'kysely'
import type { Fen } from '../../domain/money.ts'
import type { Database } from '../db/connect.ts'
import { type Span, within } from './people.ts'

/** MET-04: net sales of paid orders and their distinct buyers. */
export async function salesOf(db: Database, span: Span): Promise<{ buyers: number; salesFen: Fen }> {
  const { rows } = await sql<{ buyers: number; salesFen: Fen }>`
    select count(distinct customer_id) as buyers, coalesce(sum(net_fen), 0) as sales_fen
    from purchase_order where status = 'paid' and ${within('orderedAt', span)}`.execute(db)
  return rows[0] ?? { buyers: 0, salesFen: 0 }
}

/** MET-04: customers whose first purchase day lies in these local days (both inclusive), and those of them with a later one. */
export async function repurchasesOf(
  db: Database,
  { fromDay, untilDay }: { fromDay: number; untilDay: number },
): Promise<{ firstTimeBuyers: number; repeatBuyers: number }> {
  const { rows } = await sql<{ firstTimeBuyers: number; repeatBuyers: number }>`
    select count(*) as first_time_buyers,
      count(case when last_purchase_day > first_purchase_day then 1 end) as repeat_buyers
    from customer where first_purchase_day >= ${fromDay} and first_purchase_day <= ${untilDay}`.execute(db)
  return rows[0] ?? { firstTimeBuyers: 0, repeatBuyers: 0 }
}

/** LTV-01: the mean stored LTV of scored customers and their mean order, in fen; both null without any. */
export async function storeValues(
  db: Database,
): Promise<{ ltvFen: number | null; averageOrderFen: number | null }> {
  const { rows } = await sql<{ ltvFen: number | null; netFen: number | null; orders: number | null }>`
    select avg(cast(ltv_fen as double precision)) as ltv_fen, sum(net_spend_fen) as net_fen,
      sum(order_count) as orders
    from customer where ltv_fen is not null`.execute(db)
  const { ltvFen = null, netFen, orders } = rows[0] ?? {}
  return { ltvFen, averageOrderFen: orders && netFen ? netFen / orders : null }
}

/** Gross margin in percent of the catalogue where costs are known, else what the store assumes. */
export async function storeMargin(
  db: Database,
  assumedPercent: number,
): Promise<{ percent: number; isAssumed: boolean }> {
  const { rows } = await sql<{ priceFen: number | null; costFen: number | null }>`
    select sum(price_fen) as price_fen, sum(cost_fen) as cost_fen from product where cost_fen is not null`.execute(
    db,
  )
  const { priceFen, costFen } = rows[0] ?? {}
  if (!priceFen) return { percent: assumedPercent, isAssumed: true }
  return { percent: Math.max(0, (100 * (priceFen - (costFen ?? 0))) / priceFen), isAssumed: false }
}
