import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import { migrate } from '../../../src/server/db/migrate.ts'
import { prepared } from '../../../src/server/db/prepared.ts'
import { readerOf } from '../../../src/server/db/reader.ts'
import { engines } from '../../support/databases.ts'

const everySetting = prepared((db, _none: object) => db.selectFrom('setting').selectAll().orderBy('key'))
const row = (key: string) => ({ key, valueJson: '1', updatedAt: 1 })

describe('reads beside the writer of a SQLite file', () => {
  let dir: string
  let db: Database
  let said: string[]
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'zhike-reader-'))
    said = []
    db = await connect(`file:${path.join(dir, 'store.sqlite')}`, { log: (text) => said.push(text) })
    await migrate(db)
  })
  afterEach(async () => {
    await db.destroy()
    await rm(dir, { recursive: true })
  })

  it('see what is committed, under the names of the code, and are told to the log', async () => {
    expect(await everySetting(db, {})).toEqual([])
    await db.insertInto('setting').values(row('a')).execute()
    said = []
    expect(await everySetting(db, {})).toEqual([row('a')])
    expect(said).toEqual(['select * from "setting" order by "key"'])
  })

  it('neither see nor wait for a transaction under way, which sees itself', async () => {
    await db.transaction().execute(async (trx) => {
      await trx.insertInto('setting').values(row('a')).execute()
      expect(readerOf(trx)).toBeUndefined()
      expect(await everySetting(trx, {})).toHaveLength(1)
      expect(await everySetting(db, {})).toHaveLength(0)
    })
    expect(await everySetting(db, {})).toHaveLength(1)
  })

  it('cannot write', () => {
    expect(() => readerOf(db)?.rows('delete from "setting" returning *', [])).toThrow(/readonly/)
  })

  it('learn of other columns within a second', async () => {
    await db.insertInto('setting').values(row('a')).execute()
    await everySetting(db, {})
    await sql`alter table setting add column made_by text default 'x'`.execute(db)
    await sql`alter table setting drop column updated_at`.execute(db)
    await expect.poll(() => everySetting(db, {})).toEqual([{ key: 'a', valueJson: '1', madeBy: 'x' }])
  })

  it('are over with the database', async () => {
    const reader = readerOf(db)
    await db.destroy()
    expect(() => reader?.rows('select 1', [])).toThrow(/not open/)
  })
})

it('a database in memory and PostgreSQL have no reader and answer the same', async () => {
  for (const { open } of engines) {
    const { db, destroy } = await open()
    expect(readerOf(db)).toBeUndefined()
    await db.insertInto('setting').values(row('a')).execute()
    expect(await everySetting(db, {})).toContainEqual(row('a'))
    await destroy()
  }
})
