import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Database } from '../../../../src/server/db/connect.ts'
import { migrate } from '../../../../src/server/db/migrate.ts'
import { writeStoreWelcome } from '../../../../src/server/welcome/store-welcome.ts'
import { simulatedSecrets } from '../../../../src/simulator/events/callback-target.ts'
import { buildSimulator, createSimulatorState } from '../../../../src/simulator/simulator.ts'
import { smallWorld } from '../../../simulator/small-world.ts'
import { emptyFolder } from '../../../support/command.ts'
import { emptyPostgres } from '../../../support/databases.ts'
import { freePort } from '../../../support/free-port.ts'
import { type RealServer, startRealServer } from './real-server.ts'

/** Lets every mark of an event as applied hang, as though the process stood still right before it. */
interface Hang {
  set: (db: Database) => Promise<void>
  /** After the kill: what it left behind in the database goes as well. */
  lift: (db: Database) => Promise<void>
}

const endless = 'with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) as n from c'

const onSqlite: Hang = {
  async set(db) {
    await sql.raw(`create view endless as ${endless}`).execute(db)
    await sql
      .raw(
        `create trigger hang before update of status on wecom_event when new.status = 'applied'
         begin select n from endless; end`,
      )
      .execute(db)
  },
  async lift(db) {
    await sql`drop trigger hang`.execute(db)
    await sql`drop view endless`.execute(db)
  },
}

const onPostgres: Hang = {
  async set(db) {
    await sql
      .raw(
        `create function hang() returns trigger language plpgsql as
         'begin perform pg_sleep(600); return new; end'`,
      )
      .execute(db)
    await sql
      .raw(
        `create trigger hang before update on wecom_event for each row
         when (new.status = 'applied') execute function hang()`,
      )
      .execute(db)
  },
  async lift(db) {
    // The sessions of a dead client end when the kernel tells; here at once.
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state = 'active'`.execute(db)
    await sql`drop trigger hang on wecom_event`.execute(db)
  },
}

const engines = [
  {
    name: 'SQLite',
    hang: onSqlite,
    async open() {
      const { cwd, remove } = await emptyFolder()
      return { cwd, url: `file:${cwd}/zhike.sqlite`, remove }
    },
  },
  {
    name: 'PostgreSQL',
    hang: onPostgres,
    async open() {
      const [{ cwd, remove }, { url, drop }] = [await emptyFolder(), await emptyPostgres()]
      return {
        cwd,
        url,
        async remove() {
          await drop()
          await remove()
        },
      }
    },
  },
]

async function startCompany(appUrl: string) {
  const options = {
    world: smallWorld(),
    now: Date.now,
    randomToken: () => randomBytes(16).toString('hex'),
    distDir: '/nonexistent',
    appUrl,
    callback: { url: `${appUrl}/wecom/callback`, ...simulatedSecrets },
  }
  const state = createSimulatorState(options)
  const simulator = buildSimulator(options, state)
  return { state, simulator, origin: await simulator.listen({ port: 0, host: '127.0.0.1' }) }
}

describe.each(engines)('a killed server on $name', ({ hang, open }) => {
  let store: Awaited<ReturnType<typeof open>>
  let company: Awaited<ReturnType<typeof startCompany>>
  let db: Database
  let start: () => Promise<RealServer>
  let server: RealServer | undefined
  beforeAll(async () => {
    store = await open()
    db = await connect(store.url)
    await migrate(db)
    await writeStoreWelcome(db, { text: '欢迎，我是{顾问}', hasQuiz: false }, Date.now())
    const port = await freePort()
    company = await startCompany(`http://127.0.0.1:${port}`)
    const { corp } = smallWorld()
    start = () =>
      startRealServer(store.cwd, {
        PORT: String(port),
        DATABASE_URL: store.url,
        SESSION_SECRET: 'a-secret-that-only-the-tests-use!!',
        WECOM_CORP_ID: corp.corpId,
        WECOM_AGENT_ID: corp.agentId,
        WECOM_SECRET: corp.secret,
        WECOM_API_URL: company.origin,
        WECOM_CALLBACK_TOKEN: simulatedSecrets.token,
        WECOM_CALLBACK_AES_KEY: simulatedSecrets.aesKey,
        LOG_LEVEL: 'error',
      })
  })
  afterAll(async () => {
    await server?.kill()
    await company.simulator.close()
    await db.destroy()
    await store.remove()
  })

  const scan = async (userId: string, name: string) => {
    const externalUserId = company.state.company.addNewCustomer(userId, name, '') ?? ''
    await company.state.events.settled()
    return externalUserId
  }
  const eventOf = (subject: string) =>
    db.selectFrom('wecomEvent').selectAll().where('subject', '=', subject).executeTakeFirst()
  const follows = async (externalUserId: string) => {
    const rows = await db
      .selectFrom('follow')
      .innerJoin('customer', 'customer.customerId', 'follow.customerId')
      .select(['follow.userId', 'follow.isActive'])
      .where('customer.externalUserId', '=', externalUserId)
      .execute()
    return rows
  }

  it('has applied all that it had acknowledged once it runs again, each once', async () => {
    server = await start()
    const statusesOf = async (subjects: readonly string[]) => {
      const rows = await db
        .selectFrom('wecomEvent')
        .select('status')
        .where('subject', 'in', subjects)
        .execute()
      return rows.map(({ status }) => status).sort()
    }
    const leaving = await scan('zhou', '丁')
    await expect.poll(() => statusesOf([leaving]), { timeout: 8000 }).toEqual(['applied'])

    // Some events stop between being stored and being applied: WeCom does not answer.
    company.state.faults.add({ path: 'externalcontact/get', status: 503, latencyMs: 1000 })
    const stuck = [await scan('lin', '甲'), await scan('lin', '乙'), await scan('zhou', '丙')]
    const attempts = async () => Promise.all(stuck.map(async (id) => (await eventOf(id))?.attempts ?? 0))
    await expect.poll(async () => Math.min(...(await attempts())), { timeout: 8000 }).toBeGreaterThan(0)

    // Another one stops between being applied and being marked so: it needs nothing of WeCom.
    await hang.set(db)
    company.state.company.deleteByCustomer('zhou', leaving)
    await company.state.events.settled()
    const ended = [{ userId: 'zhou', isActive: 0 }]
    await expect.poll(() => follows(leaving), { timeout: 8000 }).toEqual(ended)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await statusesOf([leaving])).toEqual(['applied', 'pending'])
    expect(await statusesOf(stuck)).toEqual(['pending', 'pending', 'pending'])
    for (const subject of stuck) expect(await follows(subject)).toEqual([])

    await server.kill()
    await hang.lift(db)
    company.state.faults.clear()
    server = await start()
    const all = [leaving, ...stuck]
    await expect
      .poll(() => statusesOf(all), { timeout: 10_000, interval: 100 })
      .toEqual(Array.from({ length: 5 }, () => 'applied'))

    const [left, ...followed] = await Promise.all(all.map(follows))
    expect(left).toEqual(ended)
    expect(followed.map((rows) => rows.map(({ userId }) => userId))).toEqual([['lin'], ['lin'], ['zhou']])
    const welcomed = company.state.apiMessages.since(0).map(({ externalUserId }) => externalUserId)
    expect(welcomed.sort()).toEqual([...all].sort())
    const bubbles = await db.selectFrom('touchBubble').select('customerId').execute()
    expect(bubbles).toHaveLength(4)
    expect(new Set(bubbles.map(({ customerId }) => customerId)).size).toBe(4)
  }, 40_000)
})
