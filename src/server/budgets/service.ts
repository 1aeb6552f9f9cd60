import type { BudgetScope } from '../../contract/budgets.ts'
import { yuan } from '../../domain/money.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import {
  budgetNames,
  type Counter,
  type Limit,
  monthKey,
  payingScopes,
  type SpendScope,
  totalKey,
} from './counter.ts'
import { addUse, limitsOf, storeLimit, type Use, usedOf } from './repository.ts'

export interface BudgetLeft {
  scope: BudgetScope
  scopeId: string
  name: string
  limitFen: number
  usedFen: number
  /** Never negative. */
  leftFen: number
}

export interface BudgetsService {
  /**
   * The budgets that could pay for an offer to this customer, the newcomers' beside the store's where newcomers' offers
   * are meant too; one without a row is not limited and not listed.
   */
  budgetsLeft: (
    db: Database,
    input: {
      userId: string
      campaignId?: string | undefined
      customerId?: string | undefined
      isForNewcomers: boolean
      asOf: number
    },
  ) => Promise<BudgetLeft[]>
  /**
   * Takes the amount from every budget, or refuses with the name of the one that is too small; the caller's transaction
   * ends with the refusal.
   */
  reserve: (
    trx: Database,
    scopes: readonly SpendScope[],
    amountFen: number,
    reservedAt: number,
  ) => Promise<void>
  /** Corrects what was reserved at `reservedAt` in that period's counters; never refused. */
  correct: (
    trx: Database,
    corrections: readonly (SpendScope & { amountFen: number })[],
    reservedAt: number,
  ) => Promise<void>
  setLimit: (db: Database, limit: Limit) => Promise<void>
}

export function createBudgetsService({ config }: Pick<ServerContext, 'config'>): BudgetsService {
  /** Both counters of each scope are kept, so that a budget set later finds what was used before. */
  function countersOf(scopes: readonly SpendScope[], at: number): Counter[] {
    const month = monthKey(at, config.timeZone)
    return scopes.flatMap(({ scope, scopeId }) => [
      { scope, scopeId, periodKey: month },
      { scope, scopeId, periodKey: totalKey },
    ])
  }

  function limitOf(limits: readonly Limit[], { scope, scopeId, periodKey }: Counter): number | null {
    const limit = limits.find((row) => row.scope === scope && row.scopeId === scopeId)
    if (!limit) return null
    return (limit.period === 'total') === (periodKey === totalKey) ? limit.limitFen : null
  }

  function isSame(one: Omit<Use, 'usedFen'>, other: Counter): boolean {
    return one.scope === other.scope && one.scopeId === other.scopeId && one.periodKey === other.periodKey
  }

  function refuse(scope: BudgetScope, amountFen: number): AppError {
    const text = `${budgetNames[scope]}不足(需${yuan(amountFen)}元)`
    return new AppError('offer_refused', {
      message: text,
      details: { scope, refusals: [{ code: 'budget', ruleId: 'BUDGET', text }] },
    })
  }

  return {
    async budgetsLeft(db, { asOf, ...input }) {
      const store = payingScopes({ ...input, isForNewcomers: false })
      const newcomer = input.isForNewcomers ? payingScopes(input).slice(0, 1) : []
      const scopes = [...store, ...newcomer]
      const limits = await limitsOf(db, scopes)
      const left: BudgetLeft[] = []
      for (const counter of countersOf(scopes, asOf)) {
        const limitFen = limitOf(limits, counter)
        if (limitFen === null) continue
        const { scope, scopeId } = counter
        const usedFen = await usedOf(db, counter)
        const leftFen = Math.max(0, limitFen - usedFen)
        left.push({ scope, scopeId, name: budgetNames[scope], limitFen, usedFen, leftFen })
      }
      return left
    },
    async reserve(trx, scopes, amountFen, reservedAt) {
      const limits = amountFen > 0 ? await limitsOf(trx, scopes) : []
      const counters = countersOf(scopes, reservedAt)
      const used = await addUse(
        trx,
        counters.map((counter) => ({ ...counter, amountFen })),
      )
      for (const counter of counters) {
        const limitFen = limitOf(limits, counter)
        const now = used.find((row) => isSame(row, counter))
        if (limitFen !== null && (now?.usedFen ?? 0) > limitFen) throw refuse(counter.scope, amountFen)
      }
    },
    async correct(trx, corrections, reservedAt) {
      const changes = corrections
        .filter(({ amountFen }) => amountFen !== 0)
        .flatMap(({ amountFen, scope, scopeId }) =>
          countersOf([{ scope, scopeId }], reservedAt).map((counter) => ({ ...counter, amountFen })),
        )
      await addUse(trx, changes)
    },
    setLimit: storeLimit,
  }
}
