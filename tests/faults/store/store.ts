import { randomBytes } from 'node:crypto'
import { connect } from '../../../src/server/db/connect.ts'
import { defaultWorld } from '../../../src/simulator/people/default-world.ts'
import {
  buildSimulator,
  createSimulatorState,
  type SimulatorState,
} from '../../../src/simulator/simulator.ts'
import { emptyFolder, runCommand } from '../../support/command.ts'
import { freePort } from '../../support/free-port.ts'
import { createLoad, type Lane, type Load } from '../load/load.ts'
import { lostOrDoubled } from '../load/kept.ts'
import type { Draw } from '../load/random.ts'
import { request } from '../load/request.ts'
import { ordersOf } from '../load/story.ts'
import type { Place } from './engines.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { signIn } from './sign-in.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A run without an answer counts as dead after half a minute. */
const abandonedMs = 31_000
const advisors = ['LinXi', 'GuAnRan', 'SuHe', 'YeZhiQiu', 'ChengYe']

/** A zone in which it is between 20:00 and 21:00 now, in a golden hour. */
function zoneAtEight(now: number): string {
  const ahead = ((20 - new Date(now).getUTCHours() + 36) % 24) - 12
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

export interface Store {
  place: Place
  wecom: SimulatorState
  /** The servers that run, in the order of their start. */
  running: () => ServerProcess[]
  /** A session of the first advisor, who is an admin: cookie and origin. */
  member: Record<string, string>
  /** One of their customers, whom the load leaves alone. */
  person: string
  start: (limits?: { fileLimitKilobytes?: number }) => Promise<ServerProcess>
  /** Moves the clock of all servers, also of those that start later. */
  moveClock: (byMs: number) => Promise<void>
  load: (draw: Draw) => Load
  /** After the fault: what got no answer is asked again, then everything is counted. Answers what is wrong. */
  examine: (load: Load) => Promise<string[]>
  close: () => Promise<void>
}

/** A store with a simulated WeCom, a library, customers who bought enough for an offer, and one server. */
export async function openStore(open: (folder: string) => Promise<Place>): Promise<Store> {
  const startedAt = Date.now()
  const folder = await emptyFolder()
  const place = await open(folder.cwd)
  const ports = [await freePort(), await freePort()]
  const publicUrl = `http://127.0.0.1:${ports[0]}`
  const world = defaultWorld(startedAt)
  const options = {
    world,
    now: Date.now,
    randomToken: () => randomBytes(16).toString('hex'),
    distDir: '/nonexistent',
    appUrl: publicUrl,
  }
  const wecom = createSimulatorState(options)
  const simulator = buildSimulator(options, wecom)
  const api = await simulator.listen({ port: 0, host: '127.0.0.1' })
  const environment = {
    DATABASE_URL: place.url,
    PUBLIC_URL: publicUrl,
    SESSION_SECRET: 'a-secret-that-only-the-tests-use!!',
    WECOM_CORP_ID: world.corp.corpId,
    WECOM_AGENT_ID: world.corp.agentId,
    WECOM_SECRET: world.corp.secret,
    WECOM_API_URL: api,
    WECOM_OAUTH_URL: `${api}/connect/oauth2/authorize`,
    STORE_TIME_ZONE: zoneAtEight(startedAt),
    ADMIN_USER_IDS: 'LinXi',
    LOG_LEVEL: 'warn',
  }
  const run = async (...args: string[]) => {
    const direct = { ...environment, DATABASE_URL: place.directUrl }
    const finished = await runCommand(args, { cwd: folder.cwd, environment: direct })
    if (finished.code !== 0) throw new Error(`zhike ${args.join(' ')}: ${finished.stdout}${finished.stderr}`)
    return finished
  }
  await run('starter', '--publish')
  // Whom the store knows is served also without WeCom.
  await run('contacts', 'import')
  const key = (await run('keys', 'create', '--name', 'shop', '--scopes', 'ingest,redeem')).lastLine
  const shop = { authorization: `Bearer ${key}` }

  let aheadMs = 0
  const started: ServerProcess[] = []
  const running = () => started.filter((server) => server.isRunning())
  async function start(limits: { fileLimitKilobytes?: number } = {}): Promise<ServerProcess> {
    const taken = new Set(running().map(({ origin }) => origin))
    const port = ports.find((each) => !taken.has(`http://127.0.0.1:${each}`))
    if (port === undefined) throw new Error('two servers run already')
    const server = await startServer({ cwd: folder.cwd, environment, port, aheadMs, ...limits })
    started.push(server)
    return server
  }
  const first = await start()
  const waiting = new Map(
    advisors.map((userId) => {
      const theirs = world.contacts.filter(
        ({ follows }) => follows.length === 1 && follows[0]?.userId === userId,
      )
      return [userId, theirs.map(({ externalUserId }) => externalUserId)]
    }),
  )
  const history = [...waiting.values()]
    .flat()
    .flatMap((person) =>
      [150, 90, 20].flatMap((daysAgo) =>
        ordersOf(person, [`o-${person}-${daysAgo}`], startedAt - daysAgo * dayMs),
      ),
    )
  const told = await request(first.origin, { route: 'ingestOrders', body: history, headers: shop })
  if (told?.body.accepted !== history.length) throw new Error(`no history: ${JSON.stringify(told)}`)
  await run('recompute')
  const lanes: Lane[] = []
  for (const userId of advisors) {
    const member = { cookie: await signIn(first.origin, userId), origin: publicUrl }
    const caller = { member, shop, origin: publicUrl }
    lanes.push({ caller, nextPerson: () => waiting.get(userId)?.shift() })
  }

  async function moveClock(byMs: number): Promise<void> {
    aheadMs += byMs
    await Promise.all(running().map((server) => server.tell({ aheadMs })))
  }

  return {
    place,
    wecom,
    running,
    member: lanes[0]?.caller.member ?? {},
    person: waiting.get(advisors[0] ?? '')?.pop() ?? '',
    start,
    moveClock,
    load: (draw) => {
      const origin = () => {
        const open = running()
        return (open[Math.floor(draw() * open.length)] ?? first).origin
      }
      return createLoad({ lanes, origin, draw, now: () => Date.now() + aheadMs })
    },
    async examine(load) {
      await moveClock(abandonedMs)
      await load.settle()
      const db = await connect(place.directUrl)
      const wrong = await lostOrDoubled(db, load.stories).finally(() => db.destroy())
      const verified = await run('verify').catch((error: unknown) => ({ stdout: String(error) }))
      const lines = verified.stdout.includes('Everything agrees.') ? [] : [verified.stdout]
      return [...load.complaints, ...wrong, ...lines]
    },
    async close() {
      for (const server of running()) await server.kill()
      await simulator.close()
      await place.close()
      await folder.remove()
    },
  }
}
