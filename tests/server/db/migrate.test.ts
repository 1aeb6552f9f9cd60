import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { connect, isUniqueViolation } from '../../../src/server/db/connect.ts'
import { migrate, migrationNames } from '../../../src/server/db/migrate.ts'
import { engines } from '../../support/databases.ts'

describe.each(engines)('migrations on $name', ({ open }) => {
  it('run once and leave nothing to do', async () => {
    const { db, destroy } = await open()
    expect(await migrate(db)).toEqual([])
    await destroy()
  })

  it('keep large integers as numbers and refuse a second row with the same key', async () => {
    const { db, destroy } = await open()
    const row = { key: 'k', valueJson: '{}', updatedAt: 1_799_999_999_999 }
    await db.insertInto('setting').values(row).execute()
    expect(await db.selectFrom('setting').selectAll().execute()).toEqual([row])
    const sum = await db
      .selectFrom('setting')
      .select((eb) => [eb.fn.sum<number>('updatedAt').as('total'), eb.fn.countAll<number>().as('count')])
      .executeTakeFirstOrThrow()
    expect(sum).toEqual({ total: 1_799_999_999_999, count: 1 })
    const second = await db
      .insertInto('setting')
      .values(row)
      .execute()
      .catch((error: unknown) => error)
    expect(isUniqueViolation(second)).toBe(true)
    await destroy()
  })
})

it('wait for each other when several processes open one new file', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'zhike-migrate-'))
  const address = `file:${path.join(folder, 'new.sqlite')}`
  const connections = await Promise.all([connect(address), connect(address), connect(address)])
  try {
    const ran = await Promise.all(connections.map(migrate))
    expect(ran.flat().sort()).toEqual([...migrationNames].sort())
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1)
  } finally {
    await Promise.all(connections.map((db) => db.destroy()))
    await rm(folder, { recursive: true })
  }
})
