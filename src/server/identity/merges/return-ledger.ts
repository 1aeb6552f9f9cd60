import { monthKey, totalKey } from '../../budgets/counter.ts'
import type { Database } from '../../db/connect.ts'
import type { MergeDetails } from './details.ts'

interface Pair {
  keptId: string
  mergedId: string
}

async function addUse(trx: Database, scopeId: string, periodKey: string, usedFen: number): Promise<void> {
  await trx
    .insertInto('budgetUse')
    .values({ scope: 'customer', scopeId, periodKey, usedFen })
    .onConflict((conflict) =>
      conflict
        .columns(['scope', 'scopeId', 'periodKey'])
        .doUpdateSet((eb) => ({ usedFen: eb('budgetUse.usedFen', '+', usedFen) })),
    )
    .execute()
}

/** What these coupons booked since the merge, by counter: it counts in the month of the coupon's last reserve. */
async function usesSince(
  trx: Database,
  couponIds: readonly string[],
  known: ReadonlySet<string>,
  timeZone: string,
): Promise<Map<string, number>> {
  const uses = new Map<string, number>()
  const add = (periodKey: string, fen: number) => uses.set(periodKey, (uses.get(periodKey) ?? 0) + fen)
  for (const couponId of couponIds) {
    const entries = await trx
      .selectFrom('ledgerEntry')
      .select(['entryId', 'kind', 'amountFen', 'at'])
      .where('couponId', '=', couponId)
      .where('scope', '=', 'customer')
      .orderBy('at')
      .execute()
    let reservedAt = 0
    for (const { entryId, kind, amountFen, at } of entries) {
      if (kind === 'reserve') reservedAt = Math.max(reservedAt, at)
      if (known.has(entryId)) continue
      add(monthKey(reservedAt, timeZone), amountFen)
      add(totalKey, amountFen)
    }
  }
  return uses
}

/** The money follows its coupons: entries are told again for whom they were, no amount changes, and the counters with them. */
export async function returnLedger(
  trx: Database,
  { keptId, mergedId }: Pair,
  { ledger }: MergeDetails,
  couponIds: readonly string[],
  timeZone: string,
): Promise<void> {
  const shifted = await usesSince(trx, couponIds, new Set(ledger.entryIds), timeZone)
  for (const { periodKey, usedFen } of ledger.uses)
    shifted.set(periodKey, (shifted.get(periodKey) ?? 0) + usedFen)
  for (const [periodKey, usedFen] of shifted) {
    await addUse(trx, mergedId, periodKey, usedFen)
    await addUse(trx, keptId, periodKey, -usedFen)
  }
  for (const couponId of couponIds)
    await trx
      .updateTable('ledgerEntry')
      .set({ scopeId: mergedId })
      .where('couponId', '=', couponId)
      .where('scope', '=', 'customer')
      .where('scopeId', '=', keptId)
      .execute()
  await trx
    .deleteFrom('budgetUse')
    .where('scope', '=', 'customer')
    .where('scopeId', '=', keptId)
    .where('usedFen', '=', 0)
    .where('periodKey', 'in', [...shifted.keys(), ''])
    .where('periodKey', 'not in', [...ledger.keptPeriods, ''])
    .execute()
  await returnLimits(trx, keptId, ledger)
}

/** Each has the limit it had; one that was set or changed since stays with the kept customer. */
async function returnLimits(trx: Database, keptId: string, ledger: MergeDetails['ledger']): Promise<void> {
  for (const limit of ledger.limits) {
    await trx
      .insertInto('budget')
      .values(limit)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    if (ledger.hadKeptLimit) continue
    await trx
      .deleteFrom('budget')
      .where('scope', '=', 'customer')
      .where('scopeId', '=', keptId)
      .where('period', '=', limit.period)
      .where('limitFen', '=', limit.limitFen)
      .execute()
  }
}
