import { type BudgetPeriod, budgetScopes } from '../../contract/budgets.ts'
import type { Database } from '../db/connect.ts'
import { prepared, preparedList } from '../db/prepared.ts'
import { rowsStatement, sizesOfFew } from '../db/rows-statement.ts'
import type { Counter, Limit, SpendScope } from './counter.ts'

export interface Change extends Counter {
  /** Signed. */
  amountFen: number
}

export interface Use {
  scope: string
  scopeId: string
  periodKey: string
  usedFen: number
}

const limitsById = preparedList((db, scopeIds) =>
  db.selectFrom('budget').selectAll().where('scope', 'in', budgetScopes).where('scopeId', 'in', scopeIds),
)

/** The limits set for these scopes; one without a row is not limited. */
export async function limitsOf(db: Database, scopes: readonly SpendScope[]): Promise<Limit[]> {
  const rows = await limitsById(
    db,
    scopes.map(({ scopeId }) => scopeId),
  )
  const wanted = rows.filter((row) =>
    scopes.some(({ scope, scopeId }) => scope === row.scope && scopeId === row.scopeId),
  )
  return wanted.map((row) => ({ ...row, period: row.period as BudgetPeriod }))
}

const useOf = prepared((db, { scope, scopeId, periodKey }: Counter) =>
  db
    .selectFrom('budgetUse')
    .select('usedFen')
    .where('scope', '=', scope)
    .where('scopeId', '=', scopeId)
    .where('periodKey', '=', periodKey),
)

export async function usedOf(db: Database, counter: Counter): Promise<number> {
  const [row] = await useOf(db, counter)
  return row?.usedFen ?? 0
}

const addUses = rowsStatement<Use, Use>(
  ['scope', 'scopeId', 'periodKey', 'usedFen'],
  (trx, rows) =>
    trx
      .insertInto('budgetUse')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['scope', 'scopeId', 'periodKey'])
          .doUpdateSet((eb) => ({ usedFen: eb('budgetUse.usedFen', '+', eb.ref('excluded.usedFen')) })),
      )
      .returningAll()
      .compile(),
  sizesOfFew,
)

/**
 * Adds to counters in one statement and answers what each has used with it. Their rows stay locked until the transaction
 * ends: whoever adds to one of them waits, and sees the sum.
 */
export async function addUse(trx: Database, changes: readonly Change[]): Promise<Use[]> {
  const added = changes.map(({ amountFen, ...counter }) => ({ ...counter, usedFen: amountFen }))
  return (await addUses(trx, added)).rows
}

export async function storeLimit(db: Database, limit: Limit): Promise<void> {
  const { period, limitFen } = limit
  await db
    .insertInto('budget')
    .values(limit)
    .onConflict((conflict) => conflict.columns(['scope', 'scopeId']).doUpdateSet({ period, limitFen }))
    .execute()
}
