import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import { migrate } from '../../../src/server/db/migrate.ts'
import { writeBehind, writeSoon } from '../../../src/server/db/write-behind.ts'
import { engines } from '../../support/databases.ts'

const setting = (key: string) => ({ key, valueJson: '1', updatedAt: 1 })

async function keys(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('setting')
    .select('key')
    .where('key', 'like', 'wb%')
    .orderBy('key')
    .execute()
  return rows.map(({ key }) => key)
}

describe.each(engines)('writing behind on $name', ({ open }) => {
  it('writes all or nothing, also inside a transaction', async () => {
    const { db, destroy } = await open()
    await writeBehind(db, async (trx) => {
      await trx.insertInto('setting').values(setting('wb1')).execute()
      await trx.insertInto('setting').values(setting('wb2')).execute()
    })
    const failing = writeBehind(db, async (trx) => {
      await trx.insertInto('setting').values(setting('wb3')).execute()
      await trx.insertInto('setting').values(setting('wb1')).execute()
    })
    await expect(failing).rejects.toThrow()
    expect(await keys(db)).toEqual(['wb1', 'wb2'])
    const undone = db.transaction().execute(async (trx) => {
      await writeBehind(trx, async (inner) => {
        await inner.insertInto('setting').values(setting('wb4')).execute()
      })
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    expect(await keys(db)).toEqual(['wb1', 'wb2'])
    await destroy()
  })
})

describe('writing behind in a file', () => {
  let dir: string
  let url: string
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'zhike-behind-'))
    url = `file:${path.join(dir, 'store.sqlite')}`
  })
  afterEach(() => rm(dir, { recursive: true, force: true }))

  const waits = async (db: Database) =>
    (await sql<{ synchronous: number }>`pragma synchronous`.execute(db)).rows[0]?.synchronous

  it('does not wait for the disk within, and waits again afterwards, also after a failure', async () => {
    const db = await connect(url)
    await migrate(db)
    expect(await waits(db)).toBe(2)
    let within: number | undefined
    await writeBehind(db, async (trx) => {
      within = await waits(trx)
      await trx.insertInto('setting').values(setting('wb1')).execute()
    })
    expect(within).toBe(1)
    expect(await waits(db)).toBe(2)
    await expect(writeBehind(db, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await waits(db)).toBe(2)
    await db.destroy()
  })

  it('waits for another process without letting others commit unsafely meanwhile', async () => {
    const one = await connect(url)
    await migrate(one)
    const two = await connect(url)
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const holding = two.transaction().execute(() => held)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const behind = writeBehind(one, async (trx) => {
      await trx.insertInto('setting').values(setting('wb1')).execute()
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await waits(one)).toBe(2)
    release()
    await Promise.all([holding, behind])
    expect(await keys(two)).toEqual(['wb1'])
    await Promise.all([one.destroy(), two.destroy()])
  })

  it('keeps nobody waiting for another process when it may come a moment later', async () => {
    const one = await connect(url)
    await migrate(one)
    const two = await connect(url)
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const lost: unknown[] = []
    const soon = (key: string) =>
      writeSoon(
        one,
        async (trx) => void (await trx.insertInto('setting').values(setting(key)).execute()),
        (error) => lost.push(error),
      )
    await soon('wb1')
    expect(await keys(one)).toEqual(['wb1'])
    const holding = two.transaction().execute(() => held)
    await new Promise((resolve) => setTimeout(resolve, 20))
    await soon('wb2')
    // Fails where nobody waits for it any more.
    await soon('wb1')
    expect(await keys(one)).toEqual(['wb1'])
    release()
    await holding
    await expect.poll(() => keys(one)).toEqual(['wb1', 'wb2'])
    await expect.poll(() => lost).toHaveLength(1)
    expect(await waits(one)).toBe(2)
    await expect(soon('wb2')).rejects.toThrow()
    expect(lost).toHaveLength(1)
    await Promise.all([one.destroy(), two.destroy()])
  })
})
