import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsStatement } from '../../../src/server/db/rows-statement.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

interface Pair {
  key: string
  valueJson: string
  updatedAt: number
}

const columns = ['key', 'valueJson', 'updatedAt'] as const

const insertPairs = rowsStatement<Pair, { key: string; valueJson: string }>(columns, (db, rows) =>
  db
    .insertInto('setting')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning(['key', 'valueJson'])
    .compile(),
)

const removePairs = rowsStatement<Pick<Pair, 'key'>>(['key'], (db, rows) =>
  db
    .deleteFrom('setting')
    .where(
      'key',
      'in',
      rows.map(({ key }) => key),
    )
    .compile(),
)

const pairs = (from: number, until: number): Pair[] =>
  Array.from({ length: until - from }, (_, place) => ({
    key: `k${from + place}`,
    valueJson: JSON.stringify(from + place),
    updatedAt: from + place,
  }))

describe.each(engines)('a statement over rows on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.destroy())

  it.each([0, 1, 7, 8, 9, 63, 64, 65, 200])('takes %i rows, each with its own values', async (count) => {
    const rows = pairs(0, count)
    const { rows: returned } = await insertPairs(database.db, rows)
    expect(returned).toEqual(rows.map(({ key, valueJson }) => ({ key, valueJson })))
    const stored = await database.db.selectFrom('setting').selectAll().orderBy('updatedAt').execute()
    expect(stored).toEqual(rows)
    expect((await removePairs(database.db, rows)).changed).toBe(count)
  })

  it('counts what changed only, over all its parts', async () => {
    await insertPairs(database.db, pairs(10, 20))
    const again = await insertPairs(database.db, pairs(0, 75))
    expect(again.changed).toBe(65)
    expect(again.rows).toHaveLength(65)
    expect((await removePairs(database.db, pairs(0, 100))).changed).toBe(75)
  })

  it('refuses a statement with parameters besides the columns', async () => {
    const twice = rowsStatement<Pair>(['key', 'valueJson'], (db, rows) =>
      sql`select ${rows[0]?.valueJson}, ${rows[0]?.key}`.compile(db),
    )
    await expect(twice(database.db, pairs(0, 1))).rejects.toThrow('other parameters than key, valueJson')
  })
})
