import { sql } from 'kysely'
import type { StageCounts } from '../../domain/metrics/stage-cards.ts'
import type { Database } from '../db/connect.ts'
import { interactingPeople, type Span, within } from './people.ts'

/**
 * MET-07: the audience are customers in WeCom with an advisor who have not opted out, the hold-out included, since it is
 * served like the others. Reached: a push that is no reply. Returning: bought in the span and on an earlier day.
 */
export async function stageCounts(db: Database, span: Span & { untilDay: number }): Promise<StageCounts> {
  const mayReach = sql`c.external_user_id is not null
    and (c.opted_out_at is null or c.opted_out_at >= ${span.untilAt})
    and exists (select 1 from follow f where f.customer_id = c.customer_id and f.is_active = 1)`
  const { rows } = await sql<StageCounts>`
    with reached as materialized (
      select c.customer_id, c.first_purchase_day
      from (select distinct customer_id from touch where ${within('startedAt', span)} and is_reply = 0) as t
      join customer c on c.customer_id = t.customer_id where ${mayReach}),
    buying as materialized (
      select r.customer_id, min(r.first_purchase_day) as first_day, max(o.ordered_day) as last_day
      from reached r join purchase_order o on o.customer_id = r.customer_id
      where o.status = 'paid' and ${within('o.orderedAt', span)} group by r.customer_id)
    select (select count(*) from customer c where ${mayReach}) as audience, (select count(*) from reached) as reached,
      (select count(*) from reached where customer_id in (${interactingPeople(span)})) as interacting,
      (select count(*) from buying) as buyers,
      (select count(*) from buying where last_day > first_day) as returning_buyers,
      (select count(*) from buying where customer_id in (select customer_id from shop_event
        where ${within('occurredAt', span)} and type = 'share')) as sharing_buyers`.execute(db)
  return (
    rows[0] ?? { audience: 0, reached: 0, interacting: 0, buyers: 0, returningBuyers: 0, sharingBuyers: 0 }
  )
}
