import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../db/connect.ts'

/** `fromAt` inclusive, `untilAt` exclusive, epoch ms. */
export interface Span {
  fromAt: number
  untilAt: number
}

/** Events by which a customer turns to the shop, beyond looking and buying. */
const interactions = ['interact', 'share', 'checkin', 'price_enquiry', 'complaint']

export function within(column: string, { fromAt, untilAt }: Span): RawBuilder<unknown> {
  return sql`${sql.ref(column)} >= ${fromAt} and ${sql.ref(column)} < ${untilAt}`
}

/** Coupons opened or claimed, and replies that an advisor marked, be it by 她在问 or by an enquiry. */
function answers(span: Span): RawBuilder<unknown> {
  return sql`
    select customer_id from coupon where ${within('openedAt', span)}
    union select customer_id from coupon where ${within('claimedAt', span)}
    union select customer_id from customer_reply where ${within('at', span)}
    union select customer_id from enquiry where ${within('startedAt', span)} and started_by <> 'shop'`
}

/** Who did anything: ordered, did something in the shop, opened or claimed a coupon, or replied. */
export function activePeople(span: Span): RawBuilder<unknown> {
  return sql`
    select customer_id from shop_event where ${within('occurredAt', span)}
    union select customer_id from purchase_order where ${within('orderedAt', span)}
    union ${answers(span)}`
}

/** Who turned to the shop or to an advisor: a part of the active. */
export function interactingPeople(span: Span): RawBuilder<unknown> {
  return sql`
    select customer_id from shop_event
      where ${within('occurredAt', span)} and type in (${sql.join(interactions)})
    union ${answers(span)}`
}

export interface PeopleCounts {
  active: number
  interacting: number
  buyers: number
}

/** Customers of the span, each once; a buyer paid for an order in it. */
export async function countPeople(db: Database, span: Span): Promise<PeopleCounts> {
  const { rows } = await sql<PeopleCounts>`select
    (select count(*) from (${activePeople(span)}) as a) as active,
    (select count(*) from (${interactingPeople(span)}) as i) as interacting,
    (select count(distinct customer_id) from purchase_order
      where status = 'paid' and ${within('orderedAt', span)}) as buyers`.execute(db)
  return rows[0] ?? { active: 0, interacting: 0, buyers: 0 }
}

export interface DayCounts {
  active: number
  all: number
}

/** MET-01: active customers of a local day, and all customers, those of the shop alone included. */
export async function countActiveOfAll(db: Database, span: Span): Promise<DayCounts> {
  const { rows } = await sql<DayCounts>`select
    (select count(*) from (${activePeople(span)}) as a) as active,
    (select count(*) from customer) as "all"`.execute(db)
  return rows[0] ?? { active: 0, all: 0 }
}
