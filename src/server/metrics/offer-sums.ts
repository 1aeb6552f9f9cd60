import { sql } from 'kysely'
import type { OfferTerms } from '../../domain/offers/offer.ts'
import type { Database } from '../db/connect.ts'
import { couponsOf } from './coupon-people.ts'
import { type Span, within } from './people.ts'

/** Coupons of one offer by how far they came, and their money in fen. */
export interface OfferSums {
  offerId: string
  issued: number
  sent: number
  opened: number
  claimed: number
  redeemed: number
  refunded: number
  unitCostFen: number
  /** Actual cost of those that stand redeemed. */
  costFen: number
  /** What the others still hold back. */
  reservedFen: number
  /** Value of the orders that used one, as it would have been without the coupon, less what was refunded. */
  orderFen: number
  /** Those orders. */
  orders: number
}

/** Coupons issued in the span, by offer; a coupon given back after a refund costs and earns nothing. */
export async function offerSums(db: Database, span: Span): Promise<OfferSums[]> {
  const { rows } = await sql<OfferSums>`
    select k.offer_id, count(*) as issued, sum(is_sent) as sent, sum(is_opened) as opened,
      sum(is_claimed) as claimed, sum(is_redeemed) as redeemed, sum(is_refunded) as refunded,
      avg(cast(k.cost_fen as double precision)) as unit_cost_fen,
      coalesce(sum(case when k.state = 'redeemed' then l.cost_fen end), 0) as cost_fen,
      coalesce(sum(case when k.state <> 'redeemed' then l.cost_fen end), 0) as reserved_fen,
      coalesce(sum(case when k.state = 'redeemed' then
        coalesce(o.net_fen + coalesce(k.discount_fen, 0), k.order_amount_fen, 0) end), 0) as order_fen,
      count(case when k.state = 'redeemed' then 1 end) as orders
    from (${couponsOf(span)}) as k
    left join (select coupon_id, sum(amount_fen) as cost_fen from ledger_entry
      where scope = 'customer' and coupon_id in (select coupon_id from coupon where ${within('issuedAt', span)})
      group by coupon_id) as l on l.coupon_id = k.coupon_id
    left join purchase_order o on o.order_id = k.order_id and o.status = 'paid'
    group by k.offer_id order by k.offer_id`.execute(db)
  return rows
}

/** The latest terms under which a coupon of each offer was issued in the span, by offer. */
export async function termsIssued(db: Database, span: Span): Promise<Map<string, OfferTerms>> {
  const { rows } = await sql<{ offerId: string; termsJson: string }>`
    select v.offer_id, v.terms_json from offer_version v
    where v.offer_version_id in (select distinct offer_version_id from (${couponsOf(span)}) as k)
    order by v.version`.execute(db)
  return new Map(rows.map(({ offerId, termsJson }) => [offerId, JSON.parse(termsJson) as OfferTerms]))
}

export interface Credited {
  orders: number
  creditedFen: number
}

/** Orders of the span credited to coupons of each offer. */
export async function creditsByOffer(db: Database, span: Span): Promise<Map<string, Credited>> {
  const { rows } = await sql<Credited & { offerId: string }>`
    select k.offer_id, count(*) as orders, coalesce(sum(c.credited_fen), 0) as credited_fen
    from order_credit c join coupon k on k.coupon_id = c.coupon_id
    where ${within('c.orderedAt', span)} group by k.offer_id`.execute(db)
  return new Map(rows.map(({ offerId, ...credited }) => [offerId, credited]))
}

/** Orders of the span credited to coupons and touches together. */
export async function creditsOf(db: Database, span: Span): Promise<Credited> {
  const { rows } = await sql<Credited>`
    select count(*) as orders, coalesce(sum(credited_fen), 0) as credited_fen
    from order_credit where ${within('orderedAt', span)}`.execute(db)
  return rows[0] ?? { orders: 0, creditedFen: 0 }
}

/** MET-06: people who were sent, took and redeemed coupons of these offers in the span. */
export async function peopleOfOffers(
  db: Database,
  span: Span,
  offerIds: readonly string[],
): Promise<{ sent: number; claimed: number; redeemed: number }> {
  const { rows } = await sql<{ sent: number; claimed: number; redeemed: number }>`
    select count(distinct customer_id) as sent,
      count(distinct case when is_claimed = 1 then customer_id end) as claimed,
      count(distinct case when state = 'redeemed' then coupon_id end) as redeemed
    from (${couponsOf(span)}) as k where is_sent = 1 and offer_id in (${sql.join(offerIds)})`.execute(db)
  return rows[0] ?? { sent: 0, claimed: 0, redeemed: 0 }
}
