import type { Insertable } from 'kysely'
import type { SpendScope } from '../budgets/counter.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { prepared, preparedList } from '../db/prepared.ts'
import { rowsStatement, sizesOfFew } from '../db/rows-statement.ts'
import type { Schema } from '../db/schema.ts'

/**
 * `reserve` the worst case when issued or revived, `release` it when the coupon ends, `settle` to the actual cost when
 * redeemed, `reverse` it when refunded.
 */
export type EntryKind = 'reserve' | 'release' | 'settle' | 'reverse'

export interface Entry extends SpendScope {
  kind: EntryKind
  amountFen: number
  at: number
}

const entriesOfCoupon = prepared((db, { couponId }: { couponId: string }) =>
  db
    .selectFrom('ledgerEntry')
    .select(['scope', 'scopeId', 'kind', 'amountFen', 'at'])
    .where('couponId', '=', couponId),
)

export async function entriesOf(db: Database, couponId: string): Promise<Entry[]> {
  const rows = await entriesOfCoupon(db, { couponId })
  return rows.map((row) => ({
    ...row,
    scope: row.scope as SpendScope['scope'],
    kind: row.kind as EntryKind,
  }))
}

const insertEntries = rowsStatement(
  ['entryId', 'couponId', 'scope', 'scopeId', 'kind', 'amountFen', 'at'],
  (trx, rows: Insertable<Schema['ledgerEntry']>[]) => trx.insertInto('ledgerEntry').values(rows).compile(),
  sizesOfFew,
)

export async function appendEntries(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  couponId: string,
  entries: readonly Entry[],
): Promise<void> {
  await insertEntries(
    trx,
    entries.map((entry) => ({ entryId: newId(context, 'led'), couponId, ...entry })),
  )
}

const customerSums = preparedList((db, couponIds) =>
  db
    .selectFrom('ledgerEntry')
    .select((eb) => ['couponId', eb.fn.sum<number>('amountFen').as('costFen')])
    .where('couponId', 'in', couponIds)
    .where('scope', '=', 'customer')
    .groupBy('couponId'),
)

/** What each of these coupons costs now: its reserve while it is open, its actual cost once redeemed, 0 when it ended. */
export async function costsOf(db: Database, couponIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await customerSums(db, couponIds)
  return new Map(rows.map((row) => [row.couponId, row.costFen]))
}
