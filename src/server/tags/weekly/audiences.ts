import { sql } from 'kysely'
import { dayMs } from '../../../domain/calendar.ts'
import { type AudienceLift, audienceLifts } from '../../../domain/tags/audience.ts'
import type { Database } from '../../db/connect.ts'

const reachDays = 30

interface CountRow {
  name: string
  size: number
  reached: number
  converted: number
}

/**
 * TAG-09: of the customers with each tag, how many a push reached within 30 × 24 h and how many of those paid an order
 * after the first one; beside it all customers, reached or not. Grey tags and personal ones do not count.
 */
export async function measureAudiences(db: Database, asOf: number): Promise<AudienceLift[]> {
  const since = asOf - reachDays * dayMs
  const reached = sql`
    select t.customer_id, min(t.started_at) as reached_at from touch t
    where t.started_at >= ${since} and t.started_at <= ${asOf} and t.is_reply = 0 group by t.customer_id`
  const outcome = sql`
    select r.customer_id, case when exists (
      select 1 from purchase_order o where o.customer_id = r.customer_id and o.status = 'paid'
        and o.ordered_at > r.reached_at and o.ordered_at <= ${asOf}) then 1 else 0 end as has_bought
    from (${reached}) r`
  const counts = sql`count(distinct o.customer_id) as reached,
    count(distinct case when o.has_bought = 1 then o.customer_id end) as converted`
  const audiences = await sql<CountRow>`
    select g.name, count(distinct g.customer_id) as size, ${counts}
    from customer_tag g left join (${outcome}) o on o.customer_id = g.customer_id
    where g.source <> 'personal' and (g.expires_at is null or g.expires_at > ${asOf})
    group by g.name order by g.name`.execute(db)
  const everyone = await sql<CountRow>`
    select '' as name, count(*) as size, ${counts}
    from customer c left join (${outcome}) o on o.customer_id = c.customer_id`.execute(db)
  const [all] = everyone.rows
  return audienceLifts(audiences.rows, all ?? { size: 0, reached: 0, converted: 0 })
}
