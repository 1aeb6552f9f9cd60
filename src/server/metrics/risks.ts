import { sql } from 'kysely'
import type { BackupChannel } from '../../domain/risk/backup-channels.ts'
import type { Database } from '../db/connect.ts'
import { type Span, within } from './people.ts'

/** RISK-01: complaints that the shop told of, and those that advisors opened; one that both knew of is told by the shop. */
export async function countComplaints(db: Database, span: Span): Promise<number> {
  const { rows } = await sql<{ complaints: number }>`select
    (select count(*) from shop_event where ${within('occurredAt', span)} and type = 'complaint') +
    (select count(*) from enquiry where ${within('startedAt', span)} and about = 'complaint'
      and started_by <> 'shop') as complaints`.execute(db)
  return rows[0]?.complaints ?? 0
}

export interface Promotions {
  /** Customers with at least one promotion. */
  reachedCustomers: number
  /** Those with at least `perWeek`. */
  pressedCustomers: number
  /** The most that one customer got. */
  highest: number
}

/** RISK-05: offers pushed to each customer in the span, by whomever; replies do not press. */
export async function countPromotions(db: Database, span: Span, perWeek: number): Promise<Promotions> {
  const { rows } = await sql<Promotions>`select count(*) as reached_customers,
      count(case when promotions >= ${perWeek} then 1 end) as pressed_customers,
      coalesce(max(promotions), 0) as highest
    from (select customer_id, count(*) as promotions from touch
      where ${within('startedAt', span)} and content_type = 'offer' and is_reply = 0
      group by customer_id) as p`.execute(db)
  return rows[0] ?? { reachedCustomers: 0, pressedCustomers: 0, highest: 0 }
}

/** RISK-04: customers that another carrier can reach: members of the shop, and known phone numbers; none who opted out. */
export async function countReachable(db: Database): Promise<Record<BackupChannel, number>> {
  const { rows } = await sql<{ kind: string; people: number }>`
    select i.kind, count(distinct i.customer_id) as people from identity i
    join customer c on c.customer_id = i.customer_id
    where i.kind in ('shopCustomerId', 'phone') and c.opted_out_at is null group by i.kind`.execute(db)
  const people = (kind: string) => rows.find((row) => row.kind === kind)?.people ?? 0
  return { app: people('shopCustomerId'), sms: people('phone') }
}
