import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { preparedWrite } from '../../../src/server/db/prepared-write.ts'
import { rowsStatement, sizesOfFew } from '../../../src/server/db/rows-statement.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

describe.each(engines)('writes prepared once on $name', ({ open }) => {
  let database: TestDatabase
  let built = 0

  const rename = preparedWrite((db, { from, to }: { from: string; to: string | null }) => {
    built += 1
    return db
      .updateTable('budget')
      .set({ period: to ?? '' })
      .where('scopeId', '=', from)
      .returning(['scope', 'period'])
  })
  const store = rowsStatement<
    { scope: string; scopeId: string; periodKey: string; usedFen: number },
    { scopeId: string; usedFen: number }
  >(
    ['scope', 'scopeId', 'periodKey', 'usedFen'],
    (db, rows) => {
      built += 1
      return db.insertInto('budgetUse').values(rows).returning(['scopeId', 'usedFen']).compile()
    },
    sizesOfFew,
  )
  const add = async (...given: Parameters<typeof store>) => (await store(...given)).rows
  const use = (place: number) => ({ usedFen: place, scopeId: `s${place}`, periodKey: 'total', scope: 'a' })
  const uses = (count: number) => Array.from({ length: count }, (_, place) => use(place))

  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    built = 0
    await database.db.deleteFrom('budgetUse').execute()
  })
  afterAll(() => database.destroy())

  it('take their parameters anew each time, and answer what they return', async () => {
    const limits = ['x', 'y'].map((scopeId) => ({ scope: 's', scopeId, period: 'month', limitFen: 1 }))
    await database.db.insertInto('budget').values(limits).execute()
    expect(await rename(database.db, { from: 'x', to: 'total' })).toEqual([{ scope: 's', period: 'total' }])
    expect(await rename(database.db, { from: 'y', to: 'never' })).toEqual([{ scope: 's', period: 'never' }])
    expect(await rename(database.db, { from: 'z', to: 'total' })).toEqual([])
    expect(built).toBe(1)
  })

  it.each([0, 1, 3, 16, 17, 40])('store %i rows with each value in its column', async (count) => {
    const returned = await database.db.transaction().execute((trx) => add(trx, uses(count)))
    expect(returned).toEqual(uses(count).map(({ scopeId, usedFen }) => ({ scopeId, usedFen })))
    const stored = await database.db.selectFrom('budgetUse').selectAll().orderBy('usedFen').execute()
    expect(stored).toEqual(uses(count))
  })

  it('build a statement for rows once for each number of them', async () => {
    const fresh = (from: number, count: number) =>
      Array.from({ length: count }, (_, place) => use(1000 + from + place))
    await add(database.db, fresh(0, 5))
    await add(database.db, fresh(5, 5))
    expect(built).toBe(1)
    await add(database.db, fresh(10, 6))
    expect(built).toBe(2)
  })

  it('are part of the transaction they are given', async () => {
    const undone = database.db.transaction().execute(async (trx) => {
      await add(trx, uses(2))
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    expect(await database.db.selectFrom('budgetUse').selectAll().execute()).toEqual([])
  })
})
