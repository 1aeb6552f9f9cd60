import { dayMs } from '../../../domain/calendar.ts'
import { openPostgres, openSqlite } from '../../db/connect.ts'
import { type BenchCoupon, benchUserId, discountFen } from './coupons.ts'

type Parameter = string | number | null

const creditWindowMs = 7 * dayMs

/** The statements of one redemption's transaction, in the same shapes, without an app around them. */
function statementsOf({ couponId, customerId, orderId }: BenchCoupon, at: number): [string, Parameter[]][] {
  const month = new Date(at).toISOString().slice(0, 7)
  const scopes = [
    ['store', 'store'],
    ['advisor', benchUserId],
    ['customer', customerId],
  ] as const
  const entries = scopes.flatMap(([scope, scopeId]) => [
    `led_${couponId}_${scope}_settle`,
    couponId,
    scope,
    scopeId,
  ])
  const uses = scopes.flatMap(([scope, scopeId]) =>
    [month, 'total'].flatMap((periodKey) => [scope, scopeId, periodKey, -300]),
  )
  return [
    ['update customer set lock_version = lock_version + 1 where customer_id = $1', [customerId]],
    ['select * from coupon where coupon_id = $1', [couponId]],
    ['select value_json from setting where key = $1', ['store']],
    ['select coupon_id, customer_id, state from coupon where order_id = $1', [orderId]],
    ['select terms_json from offer_version where offer_version_id = $1', ['ofv_bench_1']],
    [redeem, [couponId, at, orderId, 20_000, discountFen]],
    [addEvent, [`cev_${couponId}_raw`, couponId, at]],
    ['select * from ledger_entry where coupon_id = $1', [couponId]],
    [addEntries, [...entries, at]],
    [addUses, uses],
    [addAudit, [`aud_${couponId}_raw`, at, orderId, customerId]],
    ['select * from coupon where order_id in ($1)', [orderId]],
    ['select order_id, status, ordered_at, net_fen from purchase_order where order_id in ($1)', [orderId]],
    [touchesOfOne, [customerId, at - creditWindowMs, at, couponId]],
    [addCredit, [orderId, customerId, couponId, benchUserId, at]],
  ]
}

const redeem =
  "update coupon set state = 'redeemed', redeemed_at = $2, changed_at = $2, order_id = $3, order_amount_fen = $4, discount_fen = $5 where coupon_id = $1 and state = 'claimed'"
const addEvent =
  "insert into coupon_event (coupon_event_id, coupon_id, from_state, to_state, actor, reason, at) values ($1, $2, 'claimed', 'redeemed', 'shop', 'order', $3)"
const addEntries = `insert into ledger_entry (entry_id, coupon_id, scope, scope_id, kind, amount_fen, at) values
  ($1, $2, $3, $4, 'settle', -300, $13), ($5, $6, $7, $8, 'settle', -300, $13), ($9, $10, $11, $12, 'settle', -300, $13)`
const addUses = `insert into budget_use (scope, scope_id, period_key, used_fen) values
  ($1, $2, $3, $4), ($5, $6, $7, $8), ($9, $10, $11, $12), ($13, $14, $15, $16), ($17, $18, $19, $20), ($21, $22, $23, $24)
  on conflict (scope, scope_id, period_key) do update set used_fen = budget_use.used_fen + excluded.used_fen
  returning *`
const addAudit = `insert into audit (audit_id, at, actor, action, subject_kind, subject_id, details_json, customer_id)
  values ($1, $2, 'shop', 'coupon.redeemed', 'order', $3, '{}', $4)`
const touchesOfOne =
  'select * from touch where customer_id = $1 and ((started_at >= $2 and started_at <= $3) or coupon_id = $4)'
const addCredit = `insert into order_credit (order_id, customer_id, method, coupon_id, user_id, credited_fen, ordered_at, window_days, computed_at)
  values ($1, $2, 'code', $3, $4, 19500, $5, 7, $5)
  on conflict (order_id) do update set coupon_id = excluded.coupon_id, computed_at = excluded.computed_at`

/** Redemptions a second with prepared statements on SQLite, one durable transaction each. */
export async function rawOnSqlite(
  databaseUrl: string,
  coupons: readonly BenchCoupon[],
  seconds: number,
): Promise<number> {
  const database = await openSqlite(databaseUrl)
  const prepared = new Map<string, ReturnType<typeof database.prepare>>()
  const run = (text: string, parameters: Parameter[]) => {
    let statement = prepared.get(text)
    if (!statement) prepared.set(text, (statement = database.prepare(text)))
    // `$1` is a parameter with the name 1 here.
    const named = Object.fromEntries(parameters.map((value, place) => [place + 1, value]))
    if (statement.reader) statement.all(named)
    else statement.run(named)
  }
  try {
    return await measure(coupons, seconds, 1, async (coupon) => {
      database.exec('begin immediate')
      for (const [text, parameters] of statementsOf(coupon, Date.now())) run(text, parameters)
      database.exec('commit')
    })
  } finally {
    database.close()
  }
}

/** The same on PostgreSQL over so many connections. */
export async function rawOnPostgres(
  databaseUrl: string,
  coupons: readonly BenchCoupon[],
  seconds: number,
  connections: number,
): Promise<number> {
  const pool = openPostgres(databaseUrl, { connections })
  try {
    return await measure(coupons, seconds, connections, async (coupon) => {
      const client = await pool.connect()
      try {
        await client.query('begin')
        for (const [index, [text, values]] of statementsOf(coupon, Date.now()).entries())
          await client.query({
            name: `s${index}`,
            text,
            values,
          })
        await client.query('commit')
      } finally {
        client.release()
      }
    })
  } finally {
    await pool.end()
  }
}

/** Takes each coupon once, by several hands, until the time is over; answers how many a second. */
export async function measure(
  coupons: readonly BenchCoupon[],
  seconds: number,
  hands: number,
  take: (coupon: BenchCoupon) => Promise<void>,
): Promise<number> {
  const startedAt = performance.now()
  const until = startedAt + seconds * 1000
  let taken = 0
  async function hand(): Promise<void> {
    for (let coupon = coupons[taken]; coupon && performance.now() < until; coupon = coupons[taken]) {
      taken += 1
      await take(coupon)
    }
  }
  await Promise.all(Array.from({ length: hands }, hand))
  return taken / ((performance.now() - startedAt) / 1000)
}
