import { sql } from 'kysely'
import { liveCouponStates } from '../../domain/coupons/coupon.ts'
import { isPriceReward } from '../../domain/offers/describe.ts'
import type { Reward } from '../../domain/offers/offer.ts'
import type { Database } from '../db/connect.ts'
import { type Check, check, type Found, type Ids, together } from './check.ts'

const pageSize = 2000
const live = () => sql.join([...liveCouponStates])

const wrongSum: () => Ids = () => sql`
  select distinct coupon.coupon_id as id from coupon
  join (select coupon_id, sum(amount_fen) as fen from ledger_entry group by coupon_id, scope, scope_id) account
    on account.coupon_id = coupon.coupon_id
  where (coupon.state in (${live()}) and account.fen <> coupon.cost_fen)
    or (coupon.state not in (${live()}, 'redeemed') and account.fen <> 0)`

/** One of store and newcomers, the advisor, the customer, at most one campaign. */
const wrongPayers: Ids = sql`
  select coupon.coupon_id as id from coupon
  left join (
    select coupon_id,
      count(distinct case when scope in ('store', 'newcomer') then scope || scope_id end) as stores,
      count(distinct case when scope = 'campaign' then scope_id end) as campaigns,
      count(distinct case when scope = 'advisor' then scope_id end) as advisors,
      max(case when scope = 'advisor' then scope_id end) as advisor,
      count(distinct case when scope = 'customer' then scope_id end) as customers,
      max(case when scope = 'customer' then scope_id end) as customer
    from ledger_entry group by coupon_id
  ) payer on payer.coupon_id = coupon.coupon_id
  where payer.coupon_id is null or stores <> 1 or campaigns > 1 or advisors <> 1 or customers <> 1
    or advisor <> coupon.issued_by or customer <> coupon.customer_id`

const unknownCoupon: Ids = sql`
  select distinct coupon_id as id from ledger_entry where not exists (
    select 1 from coupon where coupon.coupon_id = ledger_entry.coupon_id)`

interface Redeemed {
  couponId: string
  rewardsJson: string
  costFen: number
  discountFen: number
  leastFen: number | null
  mostFen: number | null
}

/** Money off costs what it took off; things and services at least that, and at most what was reserved. */
function isRight({ rewardsJson, costFen, discountFen, leastFen, mostFen }: Redeemed): boolean {
  if (leastFen === null || leastFen !== mostFen || leastFen < discountFen) return false
  const rewards = JSON.parse(rewardsJson) as Reward[]
  if (rewards.every(({ kind }) => isPriceReward(kind))) return leastFen === discountFen
  return leastFen <= Math.max(costFen, discountFen)
}

/** Page by page along the ids: of the bare state SQLite would sort all redeemed coupons anew for each page. */
async function wrongCost(db: Database): Promise<Found> {
  let found: Found = { count: 0, ids: [] }
  for (let after = ''; ;) {
    const { rows } = await sql<Redeemed>`
      with page as materialized (
        select coupon_id, rewards_json, cost_fen, coalesce(discount_fen, 0) as discount_fen from coupon
        where state || '' = 'redeemed' and coupon_id > ${after} order by coupon_id limit ${pageSize}
      ), account as (
        select page.coupon_id, sum(entry.amount_fen) as fen from page
        join ledger_entry entry on entry.coupon_id = page.coupon_id
        group by page.coupon_id, entry.scope, entry.scope_id
      ), cost as (
        select coupon_id, min(fen) as least_fen, max(fen) as most_fen from account group by coupon_id
      )
      select page.*, cost.least_fen, cost.most_fen from page
      left join cost on cost.coupon_id = page.coupon_id order by page.coupon_id`.execute(db)
    const ids = rows.filter((row) => !isRight(row)).map(({ couponId }) => couponId)
    found = together(found, { count: ids.length, ids })
    const last = rows[rows.length - 1]
    if (!last) return found
    after = last.couponId
  }
}

export const ledgerChecks: readonly Check[] = [
  check('ledger-state', 'live coupons hold their reserve, ended ones nothing', wrongSum),
  {
    id: 'ledger-cost',
    claim: 'redeemed coupons cost what their orders got, in every account alike',
    find: ({ db }) => wrongCost(db),
  },
  check('ledger-payers', 'each coupon is paid by store, advisor and customer', () => wrongPayers),
  check('ledger-coupon', 'each entry of the ledger belongs to a coupon', () => unknownCoupon),
]
