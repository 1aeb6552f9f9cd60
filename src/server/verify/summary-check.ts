import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../db/connect.ts'
import { type Check, type Found, foundBy, type Ids, together } from './check.ts'

const pageSize = 2000

/** `of` says of a column which customers are meant. */
function wrongSummary(of: (column: string) => RawBuilder<unknown>): Ids {
  return sql`
    with day as materialized (
      select customer_id, ordered_day, sum(orders) as orders, sum(net_fen) as net_fen, max(last_order_at) as last_order_at
      from (
        select customer_id, ordered_day, 1 as orders, net_fen, ordered_at as last_order_at
        from purchase_order where status = 'paid' and ${of('customer_id')}
        union all
        select customer_id, ordered_day, orders, net_fen, last_order_at from aged_purchase where ${of('customer_id')}
      ) purchase group by customer_id, ordered_day
    ), total as (
      select customer_id, sum(orders) as orders, count(*) as days, min(ordered_day) as first_day,
        max(ordered_day) as last_day, max(last_order_at) as last_order_at, sum(net_fen) as net_fen
      from day group by customer_id
    )
    select customer.customer_id as id from customer
    left join total on total.customer_id = customer.customer_id
    left join day on day.customer_id = customer.customer_id and day.ordered_day = total.first_day
    where ${of('customer.customer_id')} and (
      customer.order_count <> coalesce(total.orders, 0)
      or customer.purchase_days <> coalesce(total.days, 0)
      or coalesce(customer.first_purchase_day, -1) <> coalesce(total.first_day, -1)
      or coalesce(customer.last_purchase_day, -1) <> coalesce(total.last_day, -1)
      or coalesce(customer.last_order_at, -1) <> coalesce(total.last_order_at, -1)
      or customer.net_spend_fen <> coalesce(total.net_fen, 0)
      or customer.repeat_spend_fen <> coalesce(total.net_fen - day.net_fen, 0))`
}

async function inSample(db: Database, sample: number): Promise<Found> {
  const rows = await db
    .selectFrom('customer')
    .select('customerId')
    .orderBy(sql`random()`)
    .limit(sample)
    .execute()
  let found: Found = { count: 0, ids: [] }
  for (let from = 0; from < rows.length; from += pageSize) {
    const ids = rows.slice(from, from + pageSize).map(({ customerId }) => customerId)
    const query = wrongSummary((column) => sql`${sql.raw(column)} in (${sql.join(ids)})`)
    found = together(found, await foundBy(db, query))
  }
  return found
}

async function inAll(db: Database): Promise<Found> {
  let found: Found = { count: 0, ids: [] }
  for (let after = ''; ;) {
    const page = await db
      .selectFrom('customer')
      .select('customerId')
      .where('customerId', '>', after)
      .orderBy('customerId')
      .limit(pageSize)
      .execute()
    const last = page[page.length - 1]?.customerId
    if (last === undefined) return found
    const [from, to] = [after, last]
    const query = wrongSummary((column) => sql`${sql.raw(column)} > ${from} and ${sql.raw(column)} <= ${to}`)
    found = together(found, await foundBy(db, query))
    after = last
  }
}

/** Of everybody, page by page, or of some drawn by chance. */
export function summaryCheck(sample: number | null): Check {
  return {
    id: 'purchase-summary',
    claim: 'the purchase summaries are those of the orders',
    find: ({ db }) => (sample === null ? inAll(db) : inSample(db, sample)),
  }
}
