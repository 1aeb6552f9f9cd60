import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import { migrate } from '../../../src/server/db/migrate.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('a SQLite file whose write lock another connection holds', () => {
  let folder: string
  let db: Database
  let other: SqliteDatabase.Database
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zhike-lock-'))
    const file = path.join(folder, 'shared.sqlite')
    db = await connect(`file:${file}`)
    await migrate(db)
    other = new SqliteDatabase(file)
    other.exec('begin immediate')
  })
  afterEach(async () => {
    if (other.inTransaction) other.exec('rollback')
    other.close()
    await db.destroy()
    await rm(folder, { recursive: true })
  })

  const write = (key: string, on: Database = db) =>
    on.insertInto('setting').values({ key, valueJson: '1', updatedAt: 0 }).execute()
  const keys = async () => (await db.selectFrom('setting').select('key').execute()).map(({ key }) => key)

  it('waits with its writes and transactions until the lock is free, and writes each once', async () => {
    const plain = write('plain')
    const whole = db.transaction().execute(async (trx) => {
      await write('in a transaction', trx)
      return 'done'
    })
    await pause(150)
    expect(await keys()).toEqual([])
    other.exec('commit')
    expect(await whole).toBe('done')
    await plain
    expect((await keys()).sort()).toEqual(['in a transaction', 'plain'])
  })

  it('goes on with everything else meanwhile: timers run and reads are answered', async () => {
    const waiting = write('late')
    let longestMs = 0
    for (let turn = 0; turn < 30; turn += 1) {
      const startedAt = performance.now()
      await pause(5)
      await keys()
      longestMs = Math.max(longestMs, performance.now() - startedAt)
    }
    // Whoever waited inside would stand still for five seconds.
    expect(longestMs).toBeLessThan(2500)
    other.exec('commit')
    await waiting
  })

  it('gives up after five seconds with the error of the database, and works again afterwards', async () => {
    const startedAt = performance.now()
    await expect(write('never')).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
    const waitedMs = performance.now() - startedAt
    expect(waitedMs).toBeGreaterThanOrEqual(5000)
    expect(waitedMs).toBeLessThan(10_000)
    other.exec('commit')
    await write('later')
    expect(await keys()).toEqual(['later'])
  })
})
