import { budgetScopes } from '../../contract/budgets.ts'
import type { SpendScope } from '../budgets/counter.ts'
import type { BudgetsService } from '../budgets/service.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { appendEntries, costsOf, entriesOf, type EntryKind } from './repository.ts'

/**
 * Every move of a coupon's money, append-only, with the budgets' counters in the same transaction.
 * The caller holds the lock on the customer.
 */
export interface LedgerService {
  /** Reserves for a new coupon; refused when a budget is too small. */
  reserve: (
    trx: Database,
    couponId: string,
    scopes: readonly SpendScope[],
    costFen: number,
    asOf: number,
  ) => Promise<void>
  /** Reserves anew for a coupon that had lapsed, from the same payers; refused when a budget is too small. */
  reserveAgain: (trx: Database, couponId: string, costFen: number, asOf: number) => Promise<void>
  release: (trx: Database, couponId: string, asOf: number) => Promise<void>
  /** The order was paid: what the coupon really cost counts, the rest of the reserve is free again. Never refused. */
  settle: (trx: Database, couponId: string, actualFen: number, asOf: number) => Promise<void>
  /** The order was undone: its cost returns. Used once more, the coupon settles again. */
  reverse: (trx: Database, couponId: string, asOf: number) => Promise<void>
  costsOf: (db: Database, couponIds: readonly string[]) => Promise<Map<string, number>>
}

interface Account extends SpendScope {
  balanceFen: number
}

const rank = ({ scope }: SpendScope) => budgetScopes.indexOf(scope)

export function createLedgerService(
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { budgets }: { budgets: Pick<BudgetsService, 'reserve' | 'correct'> },
): LedgerService {
  async function accountsOf(trx: Database, couponId: string) {
    const entries = await entriesOf(trx, couponId)
    const accounts = new Map<string, Account>()
    let reservedAt = 0
    for (const { scope, scopeId, kind, amountFen, at } of entries) {
      const key = `${scope} ${scopeId}`
      const account = accounts.get(key) ?? { scope, scopeId, balanceFen: 0 }
      accounts.set(key, { ...account, balanceFen: account.balanceFen + amountFen })
      if (kind === 'reserve') reservedAt = Math.max(reservedAt, at)
    }
    return { accounts: [...accounts.values()].sort((a, b) => rank(a) - rank(b)), reservedAt }
  }

  /** Brings each account of the coupon to `targetFen`; the counters move in the period of the reserve. */
  async function moveTo(
    trx: Database,
    couponId: string,
    kind: EntryKind,
    targetFen: number,
    at: number,
  ): Promise<void> {
    const { accounts, reservedAt } = await accountsOf(trx, couponId)
    const entries = accounts.map(({ scope, scopeId, balanceFen }) => ({
      scope,
      scopeId,
      kind,
      amountFen: targetFen - balanceFen,
      at,
    }))
    await appendEntries(trx, context, couponId, entries)
    await budgets.correct(trx, entries, reservedAt)
  }

  async function reserve(
    trx: Database,
    couponId: string,
    scopes: readonly SpendScope[],
    costFen: number,
    at: number,
  ): Promise<void> {
    await budgets.reserve(trx, scopes, costFen, at)
    const entries = scopes.map(({ scope, scopeId }) => ({
      scope,
      scopeId,
      kind: 'reserve' as const,
      amountFen: costFen,
      at,
    }))
    await appendEntries(trx, context, couponId, entries)
  }

  return {
    reserve,
    async reserveAgain(trx, couponId, costFen, asOf) {
      const { accounts } = await accountsOf(trx, couponId)
      await reserve(trx, couponId, accounts, costFen, asOf)
    },
    release: (trx, couponId, asOf) => moveTo(trx, couponId, 'release', 0, asOf),
    settle: (trx, couponId, actualFen, asOf) => moveTo(trx, couponId, 'settle', actualFen, asOf),
    reverse: (trx, couponId, asOf) => moveTo(trx, couponId, 'reverse', 0, asOf),
    costsOf,
  }
}
