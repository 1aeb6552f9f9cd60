import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { connect } from '../../../src/server/db/connect.ts'
import { migrate } from '../../../src/server/db/migrate.ts'

const thread = path.resolve(import.meta.dirname, '../../../dist/server/checkpoints.js')
const megabyte = 1024 * 1024
const writes = 100

it('the thread keeps the write-ahead log short under a server that never stops writing and copies nothing itself', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'zhike-checkpoints-'))
  const file = path.join(dir, 'store.sqlite')
  const db = await connect(`file:${file}`)
  await migrate(db)
  await sql`pragma wal_autocheckpoint = 0`.execute(db)
  const worker = new Worker(thread, { workerData: { file, everyMs: 10 } })
  const problems: unknown[] = []
  worker.on('message', (problem) => problems.push(problem))
  for (let turn = 0; turn < writes; turn += 1) {
    // Pages that stay as they are would not be written.
    const valueJson = String(turn % 10).repeat(megabyte)
    await db
      .insertInto('setting')
      .values({ key: 'big', valueJson, updatedAt: turn })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ valueJson, updatedAt: turn }))
      .execute()
  }
  const { size } = await stat(`${file}-wal`)
  expect(size).toBeLessThan((writes / 2) * megabyte)
  worker.postMessage('end')
  expect(await new Promise((resolve) => worker.once('exit', resolve))).toBe(0)
  expect(problems).toEqual([])
  const stored = await db
    .selectFrom('setting')
    .select('updatedAt')
    .where('key', '=', 'big')
    .executeTakeFirst()
  expect(stored?.updatedAt).toBe(writes - 1)
  await db.destroy()
  await rm(dir, { recursive: true })
})
