import { sql } from 'kysely'
import { liveCouponStates } from '../../domain/coupons/coupon.ts'
import { readSettings } from '../settings/service.ts'
import { type Check, check, type Ids, type VerifyContext } from './check.ts'
import { legalSteps } from './legal-steps.ts'

/** Where the events of each coupon lead: what is entered once more than it is left. */
const wrongState: Ids = sql`
  with step (coupon_id, state, net) as (
    select coupon_id, to_state, 1 from coupon_event
    union all select coupon_id, from_state, -1 from coupon_event where from_state is not null
  ), reached (coupon_id, state, net) as (
    select coupon_id, state, sum(net) from step group by coupon_id, state having sum(net) <> 0
  )
  select distinct reached.coupon_id as id from reached
  left join coupon on coupon.coupon_id = reached.coupon_id
  where reached.net <> 1 or coupon.state is null or coupon.state <> reached.state
  union
  select coupon_id from coupon where not exists (
    select 1 from reached where reached.coupon_id = coupon.coupon_id)`

const wrongStep: () => Ids = () => sql`
  select coupon_id as id from coupon_event
  where coalesce(from_state, '') || '>' || to_state not in (${sql.join(legalSteps())})
  union
  select coupon_id from coupon_event where from_state is null group by coupon_id having count(*) > 1`

/** Orders of an erased person are one pseudonym, the same as the person's. */
const redeemedTwice: Ids = sql`
  select order_id as id from coupon
  where state = 'redeemed' and order_id <> customer_id group by order_id having count(*) > 1
  union
  select coupon_id from coupon where state = 'redeemed' and order_id is null
  union
  select coupon_id from coupon_event group by coupon_id
  having sum(case when to_state = 'redeemed' then 1 when from_state = 'redeemed' then -1 else 0 end) > 1
  union
  select coupon.coupon_id from purchase_order
  join coupon on coupon.code = purchase_order.coupon_code
  where purchase_order.coupon_code is not null and purchase_order.status = 'paid'
    and coupon.state = 'redeemed' and coupon.order_id <> purchase_order.order_id`

/** Customers who were merged brought theirs along; a limit that was lowered binds the coupons issued since. */
async function tooManyLive({ db }: VerifyContext): Promise<Ids> {
  const { liveCouponLimit } = await readSettings({ db })
  return sql`
    select customer_id as id from coupon
    where state in (${sql.join([...liveCouponStates])}) and not exists (
      select 1 from identity_merge where identity_merge.kept_customer_id = coupon.customer_id)
    group by customer_id
    having count(*) > ${liveCouponLimit}
      and max(issued_at) > coalesce((
        select max(at) from audit where action = 'setting.changed' and details_json like '%ONE-LIVE%'), 0)`
}

const unknownOffer: Ids = sql`
  select coupon_id as id from coupon where not exists (
    select 1 from offer_version where offer_version.offer_version_id = coupon.offer_version_id
      and offer_version.offer_id = coupon.offer_id)`

export const couponChecks: readonly Check[] = [
  check('coupon-state', 'each coupon is in the state that its events lead to', () => wrongState),
  check('coupon-path', 'each coupon went from state to state as it may', wrongStep),
  check('redeemed-once', 'no coupon is redeemed twice, no order holds two', () => redeemedTwice),
  check('live-coupons', 'no customer has more live coupons than the store allows', tooManyLive),
  check('coupon-offer', 'each coupon points at a version of its offer', () => unknownOffer),
]
