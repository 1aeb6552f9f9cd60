import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'

describe.each(engines)('names of columns on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    const row = { key: 'names', valueJson: '{"innerName":1}', updatedAt: 7 }
    await database.db.insertInto('setting').values(row).execute()
  })
  afterAll(() => database.destroy())

  it('are camelCase in the code and snake_case in the database, aliases too', async () => {
    const { db } = database
    const rows = await db
      .selectFrom('setting as storeSetting')
      .select(['storeSetting.valueJson', 'storeSetting.updatedAt as lastChangedAt'])
      .where('storeSetting.key', '=', 'names')
      .execute()
    expect(rows).toEqual([{ valueJson: '{"innerName":1}', lastChangedAt: 7 }])
    const plain = await sql<object>`select value_json, updated_at from setting where key = 'names'`.execute(
      db,
    )
    expect(plain.rows).toEqual([{ valueJson: '{"innerName":1}', updatedAt: 7 }])
  })

  it('are written by name into columns, updates and conflicts', async () => {
    const { db } = database
    const changed = await db
      .insertInto('setting')
      .values({ key: 'names', valueJson: '2', updatedAt: 8 })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((eb) => ({ updatedAt: eb.ref('excluded.updatedAt') })),
      )
      .returning(['valueJson', 'updatedAt'])
      .execute()
    expect(changed).toEqual([{ valueJson: '{"innerName":1}', updatedAt: 8 }])
  })
})
