import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import { migrate } from '../../../src/server/db/migrate.ts'
import { createLeases } from '../../../src/server/leases/leases.ts'
import { leaseMs } from '../../../src/server/wecom/credentials.ts'
import { emptyPostgres } from '../../support/databases.ts'
import { templateName } from '../../support/postgres-cluster.ts'
import { startWecomStand, type WecomStand } from '../../support/wecom-stand.ts'

/** Three connections to one database, as three processes have them. */
interface Shared {
  dbs: Database[]
  drop: () => Promise<void>
}

async function threeTo(url: string, drop: () => Promise<void>): Promise<Shared> {
  const dbs = [await connect(url), await connect(url), await connect(url)]
  await migrate(dbs[0] as Database)
  return {
    dbs,
    async drop() {
      for (const db of dbs) await db.destroy()
      await drop()
    },
  }
}

const shared = [
  {
    name: 'one SQLite file',
    async open() {
      const folder = await mkdtemp(path.join(tmpdir(), 'zhike-token-'))
      return threeTo(`file:${folder}/shared.sqlite`, () => rm(folder, { recursive: true, force: true }))
    },
  },
  {
    name: 'one PostgreSQL',
    async open() {
      const { url, drop } = await emptyPostgres(templateName)
      return threeTo(url, drop)
    },
  },
]

describe.each(shared)('several processes on $name', ({ open }) => {
  let stand: WecomStand
  let dbs: Database[]
  let drop: () => Promise<void>

  beforeAll(async () => {
    stand = await startWecomStand()
  })
  beforeEach(async () => {
    ;({ dbs, drop } = await open())
    await stand.reset()
  })
  afterEach(() => drop())
  afterAll(() => stand.close())

  const everywhere = () => dbs.map((db) => stand.connect(db).client)
  const askAll = (clients = everywhere()) =>
    Promise.all(
      clients.flatMap((client) => [client.get('getcallbackip'), client.get('user/get', { userid: 'lin' })]),
    )

  it('fetch one token and one ticket of each kind between them', async () => {
    await stand.fail({ path: 'gettoken', latencyMs: 100 })
    const clients = everywhere()
    const tickets = await Promise.all(clients.map((client) => client.agentTicket()))
    await Promise.all([askAll(clients), ...clients.map((client) => client.corpTicket())])
    expect(new Set(tickets).size).toBe(1)
    expect(await stand.calls('gettoken')).toBe(1)
    expect(await stand.calls('ticket/get')).toBe(1)
    expect(await stand.calls('get_jsapi_ticket')).toBe(1)
  })

  it('refresh once when the token expires', async () => {
    const clients = everywhere()
    await askAll(clients)
    stand.clock.at += (7200 - 300) * 1000 - 1
    await askAll(clients)
    expect(await stand.calls('gettoken')).toBe(1)
    stand.clock.at += 1
    await askAll(clients)
    expect(await stand.calls('gettoken')).toBe(2)
  })

  it('refresh once when WeCom withdraws the token early', async () => {
    const clients = everywhere()
    await askAll(clients)
    stand.clock.at += 60_000
    await stand.rotate()
    const answers = await askAll(clients)
    expect(answers.every((answer) => answer.errcode === 0)).toBe(true)
    expect(await stand.calls('gettoken')).toBe(2)
  })

  it('who meets the refusal late finds the newer token and does not refresh again', async () => {
    const [early, late] = dbs.map((db) => stand.connect(db))
    const refused = await late?.credentials.accessToken()
    stand.clock.at += 60_000
    await stand.rotate()
    await early?.client.get('getcallbackip')
    stand.clock.at += 60_000
    await late?.credentials.discardToken(String(refused))
    await late?.client.get('getcallbackip')
    expect(await stand.calls('gettoken')).toBe(2)
  })

  it('ration tickets between them: one forced refresh a minute', async () => {
    const clients = everywhere()
    await Promise.all(clients.map((client) => client.agentTicket()))
    for (const client of clients) await client.agentTicket(true)
    expect(await stand.calls('ticket/get')).toBe(2)
    stand.clock.at += 59_999
    for (const client of clients) await client.agentTicket(true)
    expect(await stand.calls('ticket/get')).toBe(2)
    stand.clock.at += 1
    for (const client of clients) await client.agentTicket(true)
    expect(await stand.calls('ticket/get')).toBe(3)
  })

  it('the others take over when the one that fetches fails', async () => {
    await stand.fail({ path: 'gettoken', status: 500, times: 1 })
    await askAll()
    expect(await stand.calls('gettoken')).toBe(2)
  })

  it('wait for a holder that was killed only as long as its lease lasts', async () => {
    const [killed, db] = dbs as [Database, Database]
    const now = () => stand.clock.at
    const name = 'wecom wwsmall/1000002/token'
    expect(await createLeases({ db: killed, now }).take({ name, ms: leaseMs })).not.toBeNull()
    const { client } = stand.connect(db, { pace: { budgetMs: 80 } })
    stand.clock.at += leaseMs - 1
    await expect(client.post('externalcontact/get_corp_tag_list', {})).rejects.toThrow(/still fetching/)
    expect(await stand.calls('gettoken')).toBe(0)
    stand.clock.at += 1
    expect(await client.get('getcallbackip')).toMatchObject({ errcode: 0 })
    expect(await stand.calls('gettoken')).toBe(1)
  })
})
