import type { Kysely } from 'kysely'
import { describe, expect, it } from 'vitest'
import { connect } from '../../../../src/server/db/connect.ts'
import * as start from '../../../../src/server/db/migrations/0001-start.ts'
import * as wecomClient from '../../../../src/server/db/migrations/0008-wecom-client.ts'
import * as contacts from '../../../../src/server/db/migrations/0010-contacts.ts'
import * as privacy from '../../../../src/server/db/migrations/0014-privacy.ts'
import * as leases from '../../../../src/server/db/migrations/0021-leases.ts'
import { emptyPostgres } from '../../../support/databases.ts'

const empty = [
  { name: 'SQLite', open: async () => ({ url: 'file::memory:', drop: async () => undefined }) },
  { name: 'PostgreSQL', open: emptyPostgres },
]

describe.each(empty)('the one table of leases on $name', ({ open }) => {
  it('takes over which daily job is done, and who refreshes or reads is asked there only', async () => {
    const { url, drop } = await open()
    const db = await connect(url)
    const then = db as unknown as Kysely<Record<string, Record<string, unknown>>>
    for (const { up } of [start, wecomClient, contacts, privacy] as {
      up: (db: Kysely<never>) => Promise<void>
    }[])
      await up(db as unknown as Kysely<never>)
    await then
      .insertInto('dailyJob')
      .values([
        { job: 'retention', owner: 'killed', leaseUntil: 9, doneDay: 20_000 },
        { job: 'never', owner: null, leaseUntil: 0, doneDay: null },
      ])
      .execute()
    const refresh = { kind: 'token', forcedAt: 5, refusedCode: null, refusedFor: null, refusedUntil: 0 }
    await then
      .insertInto('wecomRefresh')
      .values({ ...refresh, owner: null, leaseUntil: 0 })
      .execute()
    await leases.up(db)
    const free = { owner: null, leaseUntil: 0, dueAt: 0 }
    expect(await db.selectFrom('lease').selectAll().orderBy('name').execute()).toEqual([
      { name: 'never', ...free, doneDay: null },
      { name: 'retention', ...free, doneDay: 20_000 },
    ])
    expect(await db.selectFrom('wecomRefresh').selectAll().execute()).toEqual([refresh])
    await expect(then.selectFrom('dailyJob').selectAll().execute()).rejects.toThrow()
    await db.destroy()
    await drop()
  })
})
