import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepared, preparedList } from '../../../src/server/db/prepared.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

describe.each(engines)('queries prepared once on $name', ({ open }) => {
  let database: TestDatabase
  let built = 0

  const settingsFrom = prepared((db, { from, before }: { from: string; before: string }) => {
    built += 1
    return db
      .selectFrom('setting')
      .select(['key', 'valueJson'])
      .where('key', '>=', from)
      .where('key', '<', before)
      .where('updatedAt', '>', 0)
      .orderBy('key')
  })
  const named = preparedList((db, keys) => {
    built += 1
    return db.selectFrom('setting').select('valueJson').where('key', 'in', keys).orderBy('key')
  })

  beforeAll(async () => {
    database = await open()
    const rows = ['pa', 'pb', 'pc', 'pd', 'pe', 'pf'].map((key) => ({
      key,
      valueJson: `"${key}"`,
      updatedAt: 1,
    }))
    await database.db.insertInto('setting').values(rows).execute()
  })
  afterAll(() => database.destroy())

  it('takes its parameters anew each time, in their places', async () => {
    built = 0
    const keys = async (from: string, before: string) =>
      (await settingsFrom(database.db, { from, before })).map(({ key }) => key)
    expect(await keys('pa', 'pc')).toEqual(['pa', 'pb'])
    expect(await keys('pc', 'pe')).toEqual(['pc', 'pd'])
    expect(await keys('pe', 'pa')).toEqual([])
    expect(built).toBe(1)
  })

  it('reads inside a transaction what that has written, and forgets what was rolled back', async () => {
    const undo = new Error('undo')
    const inside = database.db.transaction().execute(async (trx) => {
      await trx.insertInto('setting').values({ key: 'pz', valueJson: '1', updatedAt: 1 }).execute()
      expect(await settingsFrom(trx, { from: 'pz', before: 'q' })).toEqual([{ key: 'pz', valueJson: '1' }])
      throw undo
    })
    await expect(inside).rejects.toBe(undo)
    expect(await settingsFrom(database.db, { from: 'pz', before: 'q' })).toEqual([])
  })

  it('takes lists of any length with few texts', async () => {
    built = 0
    const values = async (...keys: string[]) =>
      (await named(database.db, keys)).map(({ valueJson }) => JSON.parse(valueJson) as string)
    expect(await values()).toEqual([])
    expect(await values('pb')).toEqual(['pb'])
    expect(await values('pb', 'pa')).toEqual(['pa', 'pb'])
    expect(await values('pd', 'pa', 'pc')).toEqual(['pa', 'pc', 'pd'])
    expect(await values('pa', 'pb', 'pc', 'pd', 'pe', 'none')).toEqual(['pa', 'pb', 'pc', 'pd', 'pe'])
    expect(built).toBe(3)
  })
})
