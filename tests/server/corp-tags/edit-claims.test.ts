import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimEdit, insertEdit } from '../../../src/server/corp-tags/edits/repository.ts'
import { testNow } from '../../support/build-app.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

const by = (owner: string, asOf = testNow) => ({ owner, asOf, until: asOf + 60_000 })
const together = engines.filter(({ name }) => name === 'PostgreSQL')

describe.each(together)('the claim of an edit of a corp tag, by several at once on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
    const context = { now: () => testNow, randomBytes: (count: number) => new Uint8Array(count) }
    const wanted = { kind: 'rename-tag', targetId: 'et-1', groupName: '顾虑', fromName: '嫌贵' } as const
    await insertEdit(database.db, context, { ...wanted, toName: '觉得贵' })
  })
  afterEach(() => database.destroy())

  async function whoWaits(): Promise<number> {
    const { rows } = await sql<{ pid: number }>`
      select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(database.db)
    return rows.length
  }

  it('is not had by who chose it while the one before was putting it off', async () => {
    let second: ReturnType<typeof claimEdit> | undefined
    await database.db.transaction().execute(async (trx) => {
      await trx
        .updateTable('corpTagEdit')
        .set({ dueAt: testNow + 1, claimedUntil: null })
        .execute()
      second = claimEdit(database.db, by('second'))
      await expect.poll(whoWaits).toBe(1)
    })
    expect(await second).toBeUndefined()
    expect(await claimEdit(database.db, by('second', testNow + 1))).toMatchObject({ claimedBy: 'second' })
  })
})
