import type { Database } from '../db/connect.ts'
import type { BudgetPeriod, Counter, Limit, SpendScope } from './counter.ts'

/** The limits set for these scopes; one without a row is not limited. */
export async function limitsOf(db: Database, scopes: readonly SpendScope[]): Promise<Limit[]> {
  if (scopes.length === 0) return []
  const rows = await db
    .selectFrom('budget')
    .selectAll()
    .where(
      'scope',
      'in',
      scopes.map(({ scope }) => scope),
    )
    .where(
      'scopeId',
      'in',
      scopes.map(({ scopeId }) => scopeId),
    )
    .execute()
  return rows.map((row) => ({ ...row, period: row.period as BudgetPeriod }))
}

export async function usedOf(db: Database, counter: Counter): Promise<number> {
  const row = await db
    .selectFrom('budgetUse')
    .select('usedFen')
    .where('scope', '=', counter.scope)
    .where('scopeId', '=', counter.scopeId)
    .where('periodKey', '=', counter.periodKey)
    .executeTakeFirst()
  return row?.usedFen ?? 0
}

/**
 * Adds to a counter in one statement. With a limit, the row changes only while the sum stays within it, so that any
 * number of transactions at once can't exceed it. Answers whether the counter moved.
 */
export async function addUse(
  trx: Database,
  { scope, scopeId, periodKey }: Counter,
  amountFen: number,
  limitFen: number | null,
): Promise<boolean> {
  if (limitFen !== null && amountFen > limitFen) return false
  const added = await trx
    .insertInto('budgetUse')
    .values({ scope, scopeId, periodKey, usedFen: amountFen })
    .onConflict((conflict) => {
      const update = conflict
        .columns(['scope', 'scopeId', 'periodKey'])
        .doUpdateSet((eb) => ({ usedFen: eb('budgetUse.usedFen', '+', amountFen) }))
      return limitFen === null ? update : update.where('budgetUse.usedFen', '<=', limitFen - amountFen)
    })
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function storeLimit(db: Database, limit: Limit): Promise<void> {
  const { period, limitFen } = limit
  await db
    .insertInto('budget')
    .values(limit)
    .onConflict((conflict) => conflict.columns(['scope', 'scopeId']).doUpdateSet({ period, limitFen }))
    .execute()
}
