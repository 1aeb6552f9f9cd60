import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payingScopes } from '../../../src/server/budgets/counter.ts'
import type { Database } from '../../../src/server/db/connect.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { codeOf, type CouponSide, couponSide } from '../coupons/coupon-side.ts'

const march = Date.UTC(2026, 2, 31, 15)
const april = Date.UTC(2026, 3, 1, 15)

describe.each(engines)('ledger on $name', ({ open }) => {
  let database: TestDatabase
  let side: CouponSide
  beforeAll(async () => {
    database = await open()
    side = couponSide(database.db)
  })
  afterAll(() => database.destroy())

  const book = (work: (trx: Database) => Promise<void>) => database.db.transaction().execute(work)
  const scopesOf = (userId: string) =>
    payingScopes({ userId, customerId: `of-${userId}`, isForNewcomers: false })
  const months = async (userId: string) => [
    await side.used('advisor', userId, '2026-03'),
    await side.used('advisor', userId, '2026-04'),
    await side.used('advisor', userId, 'total'),
  ]

  it('moves the counters of the month in which it was reserved', async () => {
    const { ledger } = side
    await book((trx) => ledger.reserve(trx, 'cpn-1', scopesOf('amy'), 500, march))
    expect(await months('amy')).toEqual([500, 0, 500])
    await book((trx) => ledger.settle(trx, 'cpn-1', 320, april))
    expect(await months('amy')).toEqual([320, 0, 320])
    await book((trx) => ledger.reverse(trx, 'cpn-1', april))
    expect(await months('amy')).toEqual([0, 0, 0])
    expect(
      (await side.entriesOf('cpn-1')).map(({ kind, amountFen }) => `${kind} ${amountFen}`).sort(),
    ).toEqual(['reserve 500', 'reverse -320', 'settle -180'].flatMap((entry) => [entry, entry, entry]).sort())
  })

  it('reserves again from the same payers, in the new month', async () => {
    const { ledger } = side
    await book((trx) => ledger.reserve(trx, 'cpn-2', scopesOf('ben'), 500, march))
    await book((trx) => ledger.release(trx, 'cpn-2', march))
    await book((trx) => ledger.reserveAgain(trx, 'cpn-2', 500, april))
    expect(await months('ben')).toEqual([0, 500, 500])
    await book((trx) => ledger.release(trx, 'cpn-2', april))
    expect(await months('ben')).toEqual([0, 0, 0])
  })

  it('settles above the reserve and above the limit: what was spent is spent', async () => {
    const { ledger, budgets } = side
    await budgets.setLimit(database.db, { scope: 'advisor', scopeId: 'cat', period: 'month', limitFen: 500 })
    await book((trx) => ledger.reserve(trx, 'cpn-3', scopesOf('cat'), 500, march))
    await book((trx) => ledger.settle(trx, 'cpn-3', 620, march))
    expect(await months('cat')).toEqual([620, 0, 620])
    const [left] = (
      await budgets.budgetsLeft(database.db, { userId: 'cat', isForNewcomers: false, asOf: march })
    ).filter(({ scope }) => scope === 'advisor')
    expect(left).toMatchObject({ usedFen: 620, leftFen: 0 })
    const next = book((trx) => ledger.reserve(trx, 'cpn-4', scopesOf('cat'), 1, march))
    expect(await codeOf(next)).toBe('offer_refused')
    expect(await side.entriesOf('cpn-4')).toEqual([])
  })

  it('remembers the payers of a coupon that costs nothing', async () => {
    const { ledger } = side
    await book((trx) => ledger.reserve(trx, 'cpn-5', scopesOf('dan'), 0, march))
    await book((trx) => ledger.settle(trx, 'cpn-5', 40, march))
    expect(await months('dan')).toEqual([40, 0, 40])
    expect([...(await ledger.costsOf(database.db, ['cpn-5', 'cpn-1', 'none']))].sort()).toEqual([
      ['cpn-1', 0],
      ['cpn-5', 40],
    ])
  })
})
