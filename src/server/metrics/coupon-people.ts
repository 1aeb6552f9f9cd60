import { type RawBuilder, sql } from 'kysely'
import type { FunnelCounts } from '../../domain/review/coupon-funnel.ts'
import type { Database } from '../db/connect.ts'
import { type Span, within } from './people.ts'

/** A later step proves the earlier ones: the shop may redeem what nobody opened, an opened coupon was sent. */
const flags = sql`
  case when coalesce(sent_at, opened_at, claimed_at, redeemed_at) is null then 0 else 1 end as is_sent,
  case when coalesce(opened_at, claimed_at, redeemed_at) is null then 0 else 1 end as is_opened,
  case when coalesce(claimed_at, redeemed_at) is null then 0 else 1 end as is_claimed,
  case when redeemed_at is null then 0 else 1 end as is_redeemed,
  case when refunded_at is null then 0 else 1 end as is_refunded`

/** Coupons issued in the span and not voided, with how far each has come. */
export function couponsOf(span: Span): RawBuilder<unknown> {
  return sql`select coupon_id, customer_id, offer_id, offer_version_id, state, cost_fen, discount_fen, order_id,
    order_amount_fen, issued_at, ${flags} from coupon where ${within('issuedAt', span)} and state <> 'voided'`
}

const people = (flag: string) =>
  sql`count(distinct case when ${sql.ref(flag)} = 1 then customer_id end) as ${sql.ref(flag)}`
const peopleOfSteps = sql.join(['isSent', 'isOpened', 'isClaimed', 'isRedeemed', 'isRefunded'].map(people))

interface StepRow {
  isSent: number
  isOpened: number
  isClaimed: number
  isRedeemed: number
  isRefunded: number
}

/**
 * Whom an offer was right for: a decision of the span chose one; neither in the hold-out nor opted out. Who was sent one
 * was due, whatever has changed since.
 */
async function countDue(db: Database, span: Span): Promise<number> {
  const { rows } = await sql<{ due: number }>`select count(*) as due from (
    select d.customer_id from decision d join customer c on c.customer_id = d.customer_id
      where ${within('d.createdAt', span)} and d.chosen_offer_id is not null and d.mode <> 'holdOut'
        and (c.opted_out_at is null or c.opted_out_at >= ${span.untilAt})
    union select customer_id from (${couponsOf(span)}) as k where is_sent = 1) as p`.execute(db)
  return rows[0]?.due ?? 0
}

export async function funnelCounts(db: Database, span: Span): Promise<FunnelCounts> {
  const { rows } = await sql<StepRow>`select ${peopleOfSteps} from (${couponsOf(span)}) as k`.execute(db)
  const row = rows[0]
  const sent = row?.isSent ?? 0
  return {
    // Read a moment later, it may have missed who was sent one in between.
    due: Math.max(sent, await countDue(db, span)),
    sent,
    opened: row?.isOpened ?? 0,
    claimed: row?.isClaimed ?? 0,
    redeemed: row?.isRedeemed ?? 0,
    refunded: row?.isRefunded ?? 0,
  }
}

/** Of each offer: people it was sent to, who opened it, who then began to pay in the shop, who redeemed it. */
export interface OfferPeople {
  offerId: string
  sent: number
  opened: number
  checkout: number
  redeemed: number
}

/**
 * By offer, and of all offers under ''; `reportsCheckout` tells whether the shop told of any checkout in the span.
 */
export async function couponPeople(
  db: Database,
  span: Span,
): Promise<{ reportsCheckout: boolean; offers: OfferPeople[] }> {
  const reached = sql`select k.*, case when exists (
      select 1 from shop_event e where e.customer_id = k.customer_id and e.type = 'checkout_start'
        and e.occurred_at >= k.issued_at and e.occurred_at < ${span.untilAt}) then 1 else 0 end as has_begun
    from (${couponsOf(span)}) as k where is_sent = 1`
  const counts = sql`count(distinct customer_id) as sent,
    count(distinct case when is_opened = 1 then customer_id end) as opened,
    count(distinct case when is_opened = 1 and (has_begun = 1 or is_redeemed = 1) then customer_id end) as checkout,
    count(distinct case when is_redeemed = 1 then customer_id end) as redeemed`
  const { rows } = await sql<OfferPeople>`
    select '' as offer_id, ${counts} from (${reached}) as r
    union all select offer_id, ${counts} from (${reached}) as r group by offer_id`.execute(db)
  const told = await sql<{ type: string }>`select type from shop_event
    where ${within('occurredAt', span)} and type = 'checkout_start' limit 1`.execute(db)
  return { reportsCheckout: told.rows.length > 0, offers: rows.filter(({ sent }) => sent > 0) }
}

/** MET-05: people to whom a coupon or a quiz was sent in the span, and those who opened one of them. */
export async function contentOpens(
  db: Database,
  span: Span,
): Promise<{ sentPeople: number; openedPeople: number }> {
  const { rows } = await sql<{ sentPeople: number; openedPeople: number }>`
    select count(distinct customer_id) as sent_people,
      count(distinct case when is_opened = 1 then customer_id end) as opened_people
    from (select customer_id, is_opened from (${couponsOf(span)}) as k where is_sent = 1
      union all select customer_id, case when coalesce(opened_at, answered_at) is null then 0 else 1 end
      from quiz_link where ${within('sentAt', span)} and voided_at is null) as s`.execute(db)
  return rows[0] ?? { sentPeople: 0, openedPeople: 0 }
}
