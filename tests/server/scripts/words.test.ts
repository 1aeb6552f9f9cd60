import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createStoreWords, wordsKey } from '../../../src/server/scripts/words.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

describe.each(engines)("the store's own words on $name (SCR-06)", ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.destroy())

  const logged: { details: object; message: string }[] = []
  const note = () => undefined
  const log = {
    info: note,
    warn: note,
    error: (details: object, message: string) => void logged.push({ details, message }),
  }
  let read: ReturnType<typeof createStoreWords>
  beforeEach(async () => {
    logged.length = 0
    read = createStoreWords({ log })
    await database.db.deleteFrom('setting').execute()
  })
  const store = (valueJson: string) =>
    database.db
      .insertInto('setting')
      .values({ key: wordsKey, valueJson, updatedAt: 1 })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ valueJson }))
      .execute()

  it.each(['{', '3', '"加微信"', 'null', '{"word":"加微信"}'])(
    'names %s in the log, once',
    async (stored) => {
      await store(stored)
      expect([await read(database.db), await read(database.db), await read(database.db)]).toEqual([
        [],
        [],
        [],
      ])
      expect(logged).toHaveLength(1)
      expect(logged[0]).toMatchObject({ details: { setting: wordsKey } })
      expect(logged[0]?.message).toContain(`"${wordsKey}"`)
    },
  )

  it('is quiet about a list, an empty list and no setting at all', async () => {
    expect(await read(database.db)).toEqual([])
    await store('[]')
    expect(await read(database.db)).toEqual([])
    await store('["加微信"]')
    expect(await read(database.db)).toMatchObject([{ word: '加微信' }])
    expect(logged).toEqual([])
  })

  it('tells again when it breaks anew', async () => {
    await store('{')
    await read(database.db)
    await store('[')
    await read(database.db)
    expect(logged).toHaveLength(2)
    await store('[]')
    await read(database.db)
    await store('[')
    await read(database.db)
    expect(logged).toHaveLength(3)
  })
})
