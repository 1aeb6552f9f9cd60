import type { BudgetPeriod, BudgetScope } from '../../../contract/budgets.ts'
import type { Database } from '../../db/connect.ts'
import { type Limit, type SpendScope, totalKey } from '../counter.ts'

export interface LimitUse extends SpendScope {
  period: BudgetPeriod
  limitFen: number
  usedFen: number
}

/** Each limit with what its own period has used; `month` is the key of the month that counts now. */
const limitsWithUse = (db: Database, month: string) =>
  db
    .selectFrom('budget')
    .leftJoin('budgetUse', (join) =>
      join
        .onRef('budgetUse.scope', '=', 'budget.scope')
        .onRef('budgetUse.scopeId', '=', 'budget.scopeId')
        .on((eb) =>
          eb.or([
            eb.and([eb('budget.period', '=', 'total'), eb('budgetUse.periodKey', '=', totalKey)]),
            eb.and([eb('budget.period', '<>', 'total'), eb('budgetUse.periodKey', '=', month)]),
          ]),
        ),
    )
    .select(['budget.scope', 'budget.scopeId', 'budget.period', 'budget.limitFen', 'budgetUse.usedFen'])

type Row = Awaited<ReturnType<ReturnType<typeof limitsWithUse>['execute']>>[number]

const shaped = ({ scope, period, usedFen, ...row }: Row): LimitUse => ({
  ...row,
  scope: scope as BudgetScope,
  period: period as BudgetPeriod,
  usedFen: usedFen ?? 0,
})

/** All of the store's, the campaigns' and the advisors', and the first `customers` of the customers'. */
export async function allLimits(db: Database, month: string, customers: number): Promise<LimitUse[]> {
  const limits = await limitsWithUse(db, month)
    .where('budget.scope', '<>', 'customer')
    .orderBy('budget.scopeId')
    .execute()
  const ofCustomers = await limitsWithUse(db, month)
    .where('budget.scope', '=', 'customer')
    .orderBy('budget.scopeId')
    .limit(customers)
    .execute()
  return [...limits, ...ofCustomers].map(shaped)
}

export async function limitWithUse(
  db: Database,
  month: string,
  { scope, scopeId }: SpendScope,
): Promise<LimitUse | null> {
  const row = await limitsWithUse(db, month)
    .where('budget.scope', '=', scope)
    .where('budget.scopeId', '=', scopeId)
    .executeTakeFirst()
  return row ? shaped(row) : null
}

/** Stores a limit where there is none; says whether it did. Of two at once the second waits and stores none. */
export async function addLimit(trx: Database, limit: Limit): Promise<boolean> {
  const added = await trx
    .insertInto('budget')
    .values(limit)
    .onConflict((conflict) => conflict.columns(['scope', 'scopeId']).doNothing())
    .returning('scopeId')
    .execute()
  return added.length > 0
}

/** What stands, locked until the transaction ends, so that the trail tells of every change in its order. */
export async function lockLimit(
  trx: Database,
  { scope, scopeId }: SpendScope,
): Promise<Pick<LimitUse, 'period' | 'limitFen'> | null> {
  const row = await trx
    .updateTable('budget')
    .set((eb) => ({ limitFen: eb.ref('limitFen') }))
    .where('scope', '=', scope)
    .where('scopeId', '=', scopeId)
    .returning(['period', 'limitFen'])
    .executeTakeFirst()
  return row ? { limitFen: row.limitFen, period: row.period as BudgetPeriod } : null
}

export async function deleteLimit(trx: Database, { scope, scopeId }: SpendScope): Promise<void> {
  await trx.deleteFrom('budget').where('scope', '=', scope).where('scopeId', '=', scopeId).execute()
}
