import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import { migrate } from '../../../src/server/db/migrate.ts'
import { hasRoom, isOutOfRoom, noteFault } from '../../../src/server/db/storage.ts'
import { engines } from '../../support/databases.ts'

/** As many pages as it has, and a few more. */
async function limitPages(db: Database, more: number | null): Promise<void> {
  const { rows } = await sql<{ page_count: number; pageCount: number }>`pragma page_count`.execute(db)
  const pages = Number(Object.values(rows[0] ?? {})[0])
  await sql.raw(`pragma max_page_count = ${more === null ? 4_294_967_294 : pages + more}`).execute(db)
}

describe('a SQLite file that cannot grow', () => {
  let db: Database
  afterEach(() => db.destroy())
  const open = async () => {
    db = await connect('file::memory:')
    await migrate(db)
  }
  const fill = () =>
    db.transaction().execute(async (trx) => {
      const text = 'x'.repeat(200_000)
      await trx.insertInto('setting').values({ key: 'a', valueJson: text, updatedAt: 0 }).execute()
    })

  it('says so, after a write has failed, until there is room', async () => {
    await open()
    await limitPages(db, 3)
    expect(await isOutOfRoom(db)).toBe(false)
    const error = await fill().catch((failed: unknown) => failed)
    // Not that there is nothing to roll back.
    expect(error).toMatchObject({ code: 'SQLITE_FULL' })
    noteFault(db, error)
    expect(await isOutOfRoom(db)).toBe(true)
    expect(await hasRoom(db)).toBe(false)
    await limitPages(db, null)
    expect(await isOutOfRoom(db)).toBe(false)
    await fill()
  })

  it('is not asked for any other failure', async () => {
    await open()
    await limitPages(db, 3)
    noteFault(db, Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' }))
    expect(await isOutOfRoom(db)).toBe(false)
  })
})

describe.each(engines)('room on $name', ({ open }) => {
  it('is found by a write that leaves nothing', async () => {
    const { db, destroy } = await open()
    expect(await hasRoom(db)).toBe(true)
    expect(await Promise.all([hasRoom(db), hasRoom(db)])).toEqual([true, true])
    expect(await db.selectFrom('idempotency').selectAll().execute()).toEqual([])
    await destroy()
  })
})
