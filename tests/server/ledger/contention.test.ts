import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type BudgetPeriod, budgetScopes } from '../../../src/contract/budgets.ts'
import { payingScopes, type SpendScope } from '../../../src/server/budgets/counter.ts'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import { retryTransient } from '../../../src/server/db/retry-transient.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { codeOf, type CouponSide, couponNow, couponSide } from '../coupons/coupon-side.ts'

const scopesOf = (customer: number, isForNewcomers = false): SpendScope[] =>
  payingScopes({ userId: 'lin', customerId: `c${customer}`, campaignId: 'spring', isForNewcomers })

describe.each(engines)('budgets under contention on $name', ({ name, open }) => {
  let database: TestDatabase
  let other: Database
  let sides: CouponSide[]
  beforeAll(async () => {
    database = await open()
    // A SQLite connection waits for another one of the same process for ever: there, both are the same one.
    other = name === 'SQLite' ? database.db : await connect(database.url)
    sides = [couponSide(database.db), couponSide(other)]
  })
  afterAll(async () => {
    if (other !== database.db) await other.destroy()
    await database.destroy()
  })
  beforeEach(async () => {
    for (const table of ['budget', 'budgetUse', 'ledgerEntry'] as const)
      await database.db.deleteFrom(table).execute()
  })

  const sideOf = (turn: number): CouponSide => {
    const side = sides[turn % 2]
    if (!side) throw new Error('two sides')
    return side
  }
  const book = (turn: number, work: (trx: Database, side: CouponSide) => Promise<void>) => {
    const side = sideOf(turn)
    return retryTransient(() => side.context.db.transaction().execute((trx) => work(trx, side)))
  }
  const usedOf = async (scope: string) =>
    database.db.selectFrom('budgetUse').selectAll().where('scope', '=', scope).execute()

  it.each(
    budgetScopes.flatMap((scope) => (['month', 'total'] as const).map((period) => [scope, period] as const)),
  )(
    'two processes never take more than the last 10 yuan of %s for the %s',
    async (scope, period: BudgetPeriod) => {
      const isForNewcomers = scope === 'newcomer'
      const scopes = scopesOf(1, isForNewcomers)
      const paying = scopes.find((each) => each.scope === scope)
      await sideOf(0).budgets.setLimit(database.db, {
        scope,
        scopeId: paying?.scopeId ?? '',
        period,
        limitFen: 1000,
      })
      const races = await Promise.all(
        Array.from({ length: 16 }, (_, turn) =>
          codeOf(book(turn, (trx, { ledger }) => ledger.reserve(trx, `cpn-${turn}`, scopes, 300, couponNow))),
        ),
      )
      expect(races.filter((outcome) => outcome === 'offer_refused')).toHaveLength(13)
      const used = await usedOf(scope)
      expect(used.map(({ usedFen }) => usedFen)).toEqual([900, 900])
      const entries = await database.db.selectFrom('ledgerEntry').select('couponId').distinct().execute()
      expect(entries).toHaveLength(3)
    },
  )

  it('stay between zero and their limits whatever coupons do at once, and end as the ledger sums', async () => {
    const limitFen = 2000
    const life = fc.record({
      customer: fc.nat(2),
      isForNewcomers: fc.boolean(),
      costFen: fc.integer({ min: 0, max: 900 }),
      share: fc.integer({ min: 0, max: 100 }),
      steps: fc.array(fc.constantFrom('release', 'again', 'settle', 'reverse'), { maxLength: 6 }),
    })
    let run = 0
    const play = async (
      turn: number,
      couponId: string,
      of: typeof life extends fc.Arbitrary<infer T> ? T : never,
    ) => {
      const { costFen, share } = of
      const scopes = scopesOf(of.customer, of.isForNewcomers)
      const at = couponNow + turn
      let held: 'nothing' | 'reserve' | 'cost' = 'nothing'
      try {
        await book(turn, (trx, { ledger }) => ledger.reserve(trx, couponId, scopes, costFen, at))
        held = 'reserve'
        for (const step of of.steps) {
          if (step === 'release' && held === 'reserve') {
            await book(turn, (trx, { ledger }) => ledger.release(trx, couponId, at + 1))
            held = 'nothing'
          } else if (step === 'again' && held === 'nothing') {
            await book(turn + 1, (trx, { ledger }) => ledger.reserveAgain(trx, couponId, costFen, at + 2))
            held = 'reserve'
          } else if (step === 'settle' && held === 'reserve') {
            const actualFen = Math.floor((costFen * share) / 100)
            await book(turn, (trx, { ledger }) => ledger.settle(trx, couponId, actualFen, at + 3))
            held = 'cost'
          } else if (step === 'reverse' && held === 'cost') {
            await book(turn + 1, (trx, { ledger }) => ledger.reverse(trx, couponId, at + 4))
            held = 'nothing'
          }
        }
      } catch (error) {
        if ((await codeOf(Promise.reject(error))) !== 'offer_refused') throw error
      }
    }
    const limits = [...scopesOf(0), ...scopesOf(1), ...scopesOf(2), ...scopesOf(0, true)]
    const property = fc.asyncProperty(fc.array(life, { minLength: 6, maxLength: 12 }), async (lives) => {
      run += 1
      for (const table of ['budget', 'budgetUse', 'ledgerEntry'] as const)
        await database.db.deleteFrom(table).execute()
      for (const each of limits)
        await sideOf(0).budgets.setLimit(database.db, { ...each, period: 'total', limitFen })
      const over = new AbortController()
      const watched: number[] = []
      const watch = (async () => {
        do {
          const uses = await database.db.selectFrom('budgetUse').select('usedFen').execute()
          watched.push(...uses.map(({ usedFen }) => usedFen))
          await new Promise((resolve) => setTimeout(resolve, 3))
        } while (!over.signal.aborted)
      })()
      await Promise.all(lives.map((each, turn) => play(turn, `cpn-${run}-${turn}`, each)))
      over.abort()
      await watch
      const uses = await database.db.selectFrom('budgetUse').selectAll().execute()
      const entries = await database.db.selectFrom('ledgerEntry').selectAll().execute()
      for (const { scope, scopeId, usedFen } of uses) {
        const own = entries.filter((entry) => entry.scope === scope && entry.scopeId === scopeId)
        expect(usedFen).toBe(own.reduce((sum, { amountFen }) => sum + amountFen, 0))
      }
      for (const usedFen of [...watched, ...uses.map((use) => use.usedFen)]) {
        expect(usedFen).toBeGreaterThanOrEqual(0)
        expect(usedFen).toBeLessThanOrEqual(limitFen)
      }
    })
    await fc.assert(property, { numRuns: 15, seed: 20_261_122 })
  }, 60_000)
})
