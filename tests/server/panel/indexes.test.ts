import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { CompiledQuery } from 'kysely'
import { describe, expect, it } from 'vitest'
import { prepare, record, type Recording } from '../../../src/server/bench/panel/recording.ts'
import { generateStore } from '../../../src/server/bench/store/generate.ts'
import { connect } from '../../../src/server/db/connect.ts'
import { emptyPostgres } from '../../support/databases.ts'

const customers = 24
/** Tables that grow with the customers: none may be read from end to end. */
const growing =
  'customer|identity|follow|customer_tag|purchase_order|aged_purchase|shop_event|coupon|coupon_event|ledger_entry|' +
  'budget_use|touch|touch_bubble|customer_reply|enquiry|decision|suggestion_suppression|offer_exception|quiz_link|' +
  'corp_tag_push|session|audit'

async function readsOf(databaseUrl: string, dir: string): Promise<Recording> {
  await generateStore({ databaseUrl, customers, asOf: Date.now(), seed: 7 })
  const { recording } = await record(databaseUrl, dir, async (inProcess) => ({
    asked: await prepare(inProcess, { customers, count: customers, sessions: 1 }),
    recorded: customers,
  }))
  return recording
}

/** Every statement once, with the parameters that it had, and its plan as text. */
async function plans(
  { statements, requests }: Recording,
  databaseUrl: string,
  [before, explain]: [before: string | null, explain: string],
): Promise<{ statement: string; plan: string }[]> {
  const db = await connect(databaseUrl)
  const reads = new Map(requests.flatMap(({ reads: own }) => own))
  const found = []
  for (const [place, statement] of statements.entries()) {
    const parameters = reads.get(place) ?? []
    const { rows } = await db.connection().execute(async (connection) => {
      if (before !== null) await connection.executeQuery(CompiledQuery.raw(before))
      return connection.executeQuery(CompiledQuery.raw(`${explain} ${statement}`, [...parameters]))
    })
    found.push({ statement, plan: rows.map((row) => Object.values(row as object).join(' ')).join('\n') })
  }
  await db.destroy()
  return found
}

describe('what a panel request reads', () => {
  it('is found by an index on SQLite, however many customers there are', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'zhike-indexes-'))
    const url = `file:${path.join(dir, 'store.sqlite')}`
    const recording = await readsOf(url, dir)
    const all = await plans(recording, url, [null, 'explain query plan'])
    await rm(dir, { recursive: true, force: true })
    expect(all.length).toBeGreaterThan(20)
    expect(all.filter(({ plan }) => new RegExp(`\\bSCAN (${growing})\\b`).test(plan))).toEqual([])
  }, 60_000)

  it('is found by an index on PostgreSQL', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'zhike-indexes-'))
    const { url, drop } = await emptyPostgres()
    const recording = await readsOf(url, dir)
    const all = await plans(recording, url, ['set enable_seqscan = off', 'explain'])
    await rm(dir, { recursive: true, force: true })
    await drop()
    expect(all.length).toBeGreaterThan(20)
    expect(all.filter(({ plan }) => new RegExp(`Seq Scan on (${growing})\\b`).test(plan))).toEqual([])
  }, 60_000)
})
