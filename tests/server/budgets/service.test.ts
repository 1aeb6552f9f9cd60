import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payingScopes, type SpendScope } from '../../../src/server/budgets/counter.ts'
import { createBudgetsService } from '../../../src/server/budgets/service.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { codeOf } from '../coupons/coupon-side.ts'

const march = Date.UTC(2026, 2, 18, 12)
/** 2026-04-01 00:00 in Shanghai, and the millisecond before. */
const april = Date.UTC(2026, 2, 31, 16)
const budgets = createBudgetsService({ config: { timeZone: 'Asia/Shanghai' } as never })

describe.each(engines)('budgets on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.destroy())

  const reserve = (scopes: SpendScope[], amountFen: number, at: number) =>
    codeOf(database.db.transaction().execute((trx) => budgets.reserve(trx, scopes, amountFen, at)))

  it('bind at the limit: equal passes, one fen more does not', async () => {
    const scopes = payingScopes({ userId: 'bound', isForNewcomers: false })
    await budgets.setLimit(database.db, {
      scope: 'advisor',
      scopeId: 'bound',
      period: 'month',
      limitFen: 100,
    })
    expect(await reserve(scopes, 101, march)).toBe('offer_refused')
    expect(await reserve(scopes, 60, march)).toEqual({ answer: undefined })
    expect(await reserve(scopes, 41, march)).toBe('offer_refused')
    expect(await reserve(scopes, 40, march)).toEqual({ answer: undefined })
    expect(await reserve(scopes, 0, march)).toEqual({ answer: undefined })
    const [advisor] = await budgets.budgetsLeft(database.db, {
      userId: 'bound',
      isForNewcomers: false,
      asOf: march,
    })
    expect(advisor).toEqual({
      scope: 'advisor',
      scopeId: 'bound',
      name: '我的预算',
      limitFen: 100,
      usedFen: 100,
      leftFen: 0,
    })
  })

  it('count a month by the store calendar and a total for ever', async () => {
    const scopes: SpendScope[] = [
      { scope: 'campaign', scopeId: 'spring' },
      { scope: 'advisor', scopeId: 'turn' },
    ]
    await budgets.setLimit(database.db, { scope: 'advisor', scopeId: 'turn', period: 'month', limitFen: 100 })
    await budgets.setLimit(database.db, {
      scope: 'campaign',
      scopeId: 'spring',
      period: 'total',
      limitFen: 150,
    })
    expect(await reserve(scopes, 100, april - 1)).toEqual({ answer: undefined })
    expect(await reserve(scopes, 1, april - 1)).toBe('offer_refused')
    expect(await reserve(scopes, 50, april)).toEqual({ answer: undefined })
    expect(await reserve(scopes, 1, april)).toBe('offer_refused')
    const left = await budgets.budgetsLeft(database.db, {
      userId: 'turn',
      campaignId: 'spring',
      isForNewcomers: false,
      asOf: april,
    })
    expect(left.map(({ scope, leftFen }) => [scope, leftFen])).toEqual([
      ['campaign', 0],
      ['advisor', 50],
    ])
  })

  it('take nothing at all when one of several is too small', async () => {
    await budgets.setLimit(database.db, { scope: 'advisor', scopeId: 'poor', period: 'month', limitFen: 10 })
    const scopes = payingScopes({ userId: 'poor', campaignId: 'whole', isForNewcomers: false })
    expect(await reserve(scopes, 11, march)).toBe('offer_refused')
    const rows = await database.db
      .selectFrom('budgetUse')
      .where('scopeId', '=', 'whole')
      .selectAll()
      .execute()
    expect(rows).toEqual([])
  })

  it('list the newcomers’ budget beside the store’s, and draw on it in its place', async () => {
    await budgets.setLimit(database.db, {
      scope: 'newcomer',
      scopeId: 'newcomer',
      period: 'month',
      limitFen: 70,
    })
    await budgets.setLimit(database.db, { scope: 'store', scopeId: 'store', period: 'month', limitFen: 9000 })
    const listed = await budgets.budgetsLeft(database.db, {
      userId: 'new',
      isForNewcomers: true,
      asOf: march,
    })
    expect(listed.map(({ scope }) => scope).sort()).toEqual(['newcomer', 'store'])
    const before = listed.find(({ scope }) => scope === 'store')?.usedFen
    const scopes = payingScopes({ userId: 'new', isForNewcomers: true })
    expect(await reserve(scopes, 70, march)).toEqual({ answer: undefined })
    expect(await reserve(scopes, 1, march)).toBe('offer_refused')
    const after = await budgets.budgetsLeft(database.db, { userId: 'new', isForNewcomers: true, asOf: march })
    expect(after.find(({ scope }) => scope === 'store')?.usedFen).toBe(before)
  })

  it('never exceed a limit when forty transactions reserve at once', async () => {
    await budgets.setLimit(database.db, {
      scope: 'advisor',
      scopeId: 'busy',
      period: 'month',
      limitFen: 1000,
    })
    const scopes = payingScopes({ userId: 'busy', isForNewcomers: false })
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => reserve(scopes, 130, march)))
    expect(outcomes.filter((outcome) => outcome === 'offer_refused')).toHaveLength(33)
    const [busy] = (
      await budgets.budgetsLeft(database.db, { userId: 'busy', isForNewcomers: false, asOf: march })
    ).filter(({ scope }) => scope === 'advisor')
    expect(busy?.usedFen).toBe(910)
  })
})
