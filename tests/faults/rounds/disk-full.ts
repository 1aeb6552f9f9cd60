import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { connect } from '../../../src/server/db/connect.ts'
import { request } from '../load/request.ts'
import type { Store } from '../store/store.ts'
import { goesOn, loadFor, type Round } from './round.ts'

const sqlite = ['SQLite'] as const
const postgres = ['PostgreSQL'] as const
const patienceMs = 10_000
const advice = /disk is full|no room/

async function readiness(origin: string): Promise<number> {
  const answer = await fetch(`${origin}/readyz`)
  await answer.text()
  return answer.status
}

async function readyWithin(origin: string, status: number): Promise<boolean> {
  const giveUpAt = performance.now() + patienceMs
  while ((await readiness(origin)) !== status) {
    if (performance.now() > giveUpAt) return false
    await pause(50)
  }
  return true
}

/** What a full disk has to look like to a balancer, to who reads the log, and to the admin. */
async function signsOf(store: Store): Promise<string[]> {
  const server = store.running()[0]
  if (!server) return ['no server runs']
  const wrong: string[] = []
  if (!(await readyWithin(server.origin, 503))) wrong.push('/readyz does not say 503 on a full disk')
  if (!advice.test(server.output())) wrong.push('the log does not say that the disk is full')
  const seen = await request(server.origin, { route: 'getDiagnostics', headers: store.member })
  const database = seen?.body.checks?.find(({ id }: { id: string }) => id === 'database')
  if (database?.status !== 'broken' || !/空间/.test(JSON.stringify(database)))
    wrong.push(`diagnostics say of the database: ${JSON.stringify(database ?? seen)}`)
  const params = { externalUserId: store.person }
  const panel = await request(server.origin, { route: 'getPanel', params, headers: store.member })
  if (panel?.status !== 200) wrong.push(`the panel is not shown: ${JSON.stringify(panel)}`)
  return wrong
}

/** The database may not grow (`max_page_count`), then it may again; the server stays up. */
export const fullDatabase: Round = {
  fault: 'disk full (max_page_count)',
  engines: sqlite,
  async hurt(store, load, draw) {
    const server = store.running()[0] ?? (await store.start())
    await loadFor(draw, 200, 400)
    await server.tell({ morePages: Math.floor(draw() * 10) })
    await loadFor(draw, 600, 900)
    const wrong = await signsOf(store)
    await server.tell({ morePages: null })
    if (!(await readyWithin(server.origin, 200))) wrong.push('/readyz stays at 503 with room on the disk')
    if (!(await goesOn(load))) wrong.push('nothing was acknowledged with room on the disk')
    return wrong
  },
}

/** What runs ahead of every write of every table: nothing, or what PostgreSQL says on a full disk. */
async function beforeWrites(url: string, does: 'return new' | 'fail'): Promise<void> {
  const body =
    does === 'fail'
      ? `raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'`
      : does
  const db = await connect(url)
  const run = (text: string) => sql.raw(text).execute(db)
  try {
    await run(`create or replace function before_write() returns trigger language plpgsql as 'begin
      ${body.replaceAll("'", "''")}; end'`)
    const tables = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = 'public'`.execute(db)
    // One table at a time: a transaction that locked several would meet those of the servers in another order.
    for (const { name } of tables.rows)
      await run(
        `create or replace trigger before_write before insert or update on "${name}" for each row execute function before_write()`,
      )
  } finally {
    await db.destroy()
  }
}

/** No table of PostgreSQL may grow, then they may again; the server stays up. */
export const fullTables: Round = {
  fault: 'disk full (53100)',
  engines: postgres,
  async hurt(store, load, draw) {
    const server = store.running()[0] ?? (await store.start())
    await loadFor(draw, 200, 400)
    await beforeWrites(store.place.directUrl, 'fail')
    await loadFor(draw, 600, 900)
    const wrong = await signsOf(store)
    await beforeWrites(store.place.directUrl, 'return new')
    if (!(await readyWithin(server.origin, 200))) wrong.push('/readyz stays at 503 with room on the disk')
    if (!(await goesOn(load))) wrong.push('nothing was acknowledged with room on the disk')
    return wrong
  },
}

/** No file may be written beyond a limit, the log of the database neither; then a start without that limit. */
export const fileLimit: Round = {
  fault: 'disk full (file size limit)',
  engines: sqlite,
  async hurt(store, load, draw) {
    await store.running()[0]?.stop()
    await store.start({ fileLimitKilobytes: 256 + Math.floor(draw() * 256) })
    await loadFor(draw, 1000, 1500)
    await load.end()
    const wrong = await signsOf(store)
    await store.running()[0]?.kill()
    await store.start()
    load.begin()
    if (!(await goesOn(load))) wrong.push('nothing was acknowledged without the limit')
    return wrong
  },
}
