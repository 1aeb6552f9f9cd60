import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import { expectLongWrites } from '../../../src/server/db/long-writes.ts'
import { migrate } from '../../../src/server/db/migrate.ts'
import { engines } from '../../support/databases.ts'

const pragma = async (db: Database, name: string) => {
  const { rows } = await sql.raw<Record<string, number>>(`pragma ${name}`).execute(db)
  return Object.values(rows[0] ?? {})[0]
}

describe('a connection for long writes', () => {
  it('keeps more of the file and of the log, and still waits for the disk at each commit', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'long-writes-'))
    const db = await connect(`file:${path.join(dir, 'db.sqlite')}`)
    try {
      await migrate(db)
      const before = Number(await pragma(db, 'cache_size'))
      await expectLongWrites(db)
      expect(Number(await pragma(db, 'cache_size'))).toBeLessThan(before)
      expect(await pragma(db, 'wal_autocheckpoint')).toBe(16_384)
      expect(await pragma(db, 'synchronous')).toBe(2)
    } finally {
      await db.destroy()
      await rm(dir, { recursive: true, force: true })
    }
  })

  it.each(engines)('goes on reading and writing on $name', async ({ open }) => {
    const database = await open()
    try {
      await expectLongWrites(database.db)
      await database.db.insertInto('setting').values({ key: 'k', valueJson: '1', updatedAt: 1 }).execute()
      expect(await database.db.selectFrom('setting').select('key').execute()).toContainEqual({ key: 'k' })
    } finally {
      await database.destroy()
    }
  })
})
