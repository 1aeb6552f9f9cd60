import type { Database } from '../../db/connect.ts'
import type { MergeDetails } from './details.ts'

/** The money already spent counts for the kept customer; no amount changes. */
export async function moveLedger(
  trx: Database,
  keptId: string,
  mergedId: string,
): Promise<MergeDetails['ledger']> {
  const entries = await trx
    .updateTable('ledgerEntry')
    .set({ scopeId: keptId })
    .where('scope', '=', 'customer')
    .where('scopeId', '=', mergedId)
    .returning('entryId')
    .execute()
  const budget = await moveBudget(trx, keptId, mergedId)
  const kept = await trx
    .selectFrom('budgetUse')
    .select('periodKey')
    .where('scope', '=', 'customer')
    .where('scopeId', '=', keptId)
    .execute()
  const uses = await trx
    .deleteFrom('budgetUse')
    .where('scope', '=', 'customer')
    .where('scopeId', '=', mergedId)
    .returningAll()
    .execute()
  for (const use of uses) {
    await trx
      .insertInto('budgetUse')
      .values({ ...use, scopeId: keptId })
      .onConflict((conflict) =>
        conflict
          .columns(['scope', 'scopeId', 'periodKey'])
          .doUpdateSet((eb) => ({ usedFen: eb('budgetUse.usedFen', '+', use.usedFen) })),
      )
      .execute()
  }
  const keptPeriods = kept.map(({ periodKey }) => periodKey)
  return { entryIds: entries.map(({ entryId }) => entryId), uses, keptPeriods, ...budget }
}

/** A limit set for the kept customer stays; else the other's goes on. */
async function moveBudget(
  trx: Database,
  keptId: string,
  mergedId: string,
): Promise<Pick<MergeDetails['ledger'], 'limits' | 'hadKeptLimit'>> {
  const limits = await trx
    .deleteFrom('budget')
    .where('scope', '=', 'customer')
    .where('scopeId', '=', mergedId)
    .returningAll()
    .execute()
  if (limits.length === 0) return { limits, hadKeptLimit: true }
  const moved = await trx
    .insertInto('budget')
    .values(limits.map((limit) => ({ ...limit, scopeId: keptId })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('scopeId')
    .execute()
  return { limits, hadKeptLimit: moved.length === 0 }
}
