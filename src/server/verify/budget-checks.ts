import { sql } from 'kysely'
import { instantOf, localTime } from '../../domain/calendar.ts'
import { monthKey, totalKey } from '../budgets/counter.ts'
import { type Check, check, type Ids, type VerifyContext } from './check.ts'

interface Month {
  key: string
  /** Its first millisecond in the store's calendar. */
  startsAt: number
}

/** The calendar months from that of the one instant to that of the other. */
export function monthsBetween(from: number, to: number, timeZone: string): Month[] {
  const months: Month[] = []
  let { year, month } = localTime(from, timeZone)
  for (;;) {
    const startsAt = instantOf(Date.UTC(year, month - 1, 1) / 86_400_000, 0, 0, timeZone)
    if (startsAt > to) return months
    months.push({ key: monthKey(startsAt, timeZone), startsAt })
    if (month === 12) [year, month] = [year + 1, 1]
    else month += 1
  }
}

/**
 * What the ledger booked, by the month of the reserve that an entry belongs to, against the month's counters. A revival
 * books release and new reserve in one instant: the release is of the one before. Most coupons have one reserve only, which
 * is read once for all of their entries.
 */
async function wrongMonth({ db, config }: VerifyContext): Promise<Ids> {
  const range = await sql<{ first: number | null; last: number | null }>`
    select min(at) as first, max(at) as last from ledger_entry where kind = 'reserve'`.execute(db)
  const { first = null, last = null } = range.rows[0] ?? {}
  const months = first === null || last === null ? [] : monthsBetween(first, last, config.timeZone)
  const latestFirst = [...months].reverse()
  const cases = latestFirst.map(
    ({ key, startsAt }) => sql`when reserved_at >= ${sql.lit(startsAt)} then ${sql.lit(key)}`,
  )
  const period = cases.length === 0 ? sql`''` : sql`case ${sql.join(cases, sql` `)} else '' end`
  return sql`
    with reserve as (
      select coupon_id, min(at) as first_at, max(at) as last_at from ledger_entry where kind = 'reserve' group by coupon_id
    ), placed as (
      select scope, scope_id, amount_fen, case when first_at = last_at then first_at else coalesce(
        (select max(r.at) from ledger_entry r where r.coupon_id = e.coupon_id and r.kind = 'reserve'
          and (r.at < e.at or (r.at = e.at and e.kind <> 'release'))), first_at) end as reserved_at
      from ledger_entry e left join reserve on reserve.coupon_id = e.coupon_id
    ), counted (scope, scope_id, period_key, fen) as (
      select scope, scope_id, ${period}, amount_fen from placed
      union all select scope, scope_id, period_key, -used_fen from budget_use where period_key <> ${totalKey}
    )
    select scope || ' ' || scope_id || ' ' || period_key as id from counted
    group by scope, scope_id, period_key having sum(fen) <> 0`
}

const wrongTotal: Ids = sql`
  with counted (scope, scope_id, fen) as (
    select scope, scope_id, amount_fen from ledger_entry
    union all select scope, scope_id, -used_fen from budget_use where period_key = ${totalKey}
  )
  select scope || ' ' || scope_id as id from counted group by scope, scope_id having sum(fen) <> 0`

const belowZero: Ids = sql`
  select scope || ' ' || scope_id || ' ' || period_key as id from budget_use where used_fen < 0`

export const budgetChecks: readonly Check[] = [
  check('budget-total', 'what each budget has used in all is what the ledger booked', () => wrongTotal),
  check('budget-month', 'what each budget has used in a month is what was reserved in it', wrongMonth),
  check('budget-below-zero', 'no budget has used less than nothing', () => belowZero),
]
