import { randomBytes } from 'node:crypto'
import { methodAndPath, type RouteName } from '../../../src/contract/paths.ts'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import { defaultWorld } from '../../../src/simulator/people/default-world.ts'
import { buildSimulator } from '../../../src/simulator/simulator.ts'
import { cookieHeader } from '../../support/build-app.ts'
import { appReady, emptyFolder, type Running, runCommand, startCommand } from '../../support/command.ts'
import { emptyPostgres } from '../../support/databases.ts'
import { freePort } from '../../support/free-port.ts'
import { startBalancer } from './balancer.ts'

const hourMs = 3_600_000
export const dayMs = 24 * hourMs
export const advisor = 'LinXi'

/** A zone in which it is between 20:00 and 21:00 now, in a golden hour: nothing asks the advisor for a reason. */
function zoneAtEight(now: number): string {
  const ahead = ((20 - new Date(now).getUTCHours() + 36) % 24) - 12
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

export interface Answer {
  status: number
  body: ReturnType<typeof JSON.parse>
}

export interface Call {
  params?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
}

export type Cookies = Record<string, string>

function kept(response: Response, cookies: Cookies): Cookies {
  const set = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  const pairs = set.map((pair) => [
    pair.split('=')[0] ?? '',
    decodeURIComponent(pair.slice(pair.indexOf('=') + 1)),
  ])
  return { ...cookies, ...Object.fromEntries(pairs) }
}

/** A store on one PostgreSQL, a simulated WeCom, a balancer as its public address, and processes to start behind it. */
export async function openShop() {
  const now = Date.now()
  const [{ url, drop }, folder, balancer] = [
    await emptyPostgres(),
    await emptyFolder(),
    await startBalancer(),
  ]
  const world = defaultWorld(now)
  const simulator = buildSimulator({
    world,
    now: Date.now,
    randomToken: () => randomBytes(16).toString('hex'),
    distDir: '/nonexistent',
    appUrl: balancer.origin,
  })
  const wecom = await simulator.listen({ port: 0, host: '127.0.0.1' })
  const environment = {
    DATABASE_URL: url,
    PUBLIC_URL: balancer.origin,
    SESSION_SECRET: 'a-secret-that-only-the-tests-use!!',
    WECOM_CORP_ID: world.corp.corpId,
    WECOM_AGENT_ID: world.corp.agentId,
    WECOM_SECRET: world.corp.secret,
    WECOM_API_URL: wecom,
    WECOM_OAUTH_URL: `${wecom}/connect/oauth2/authorize`,
    STORE_TIME_ZONE: zoneAtEight(now),
  }
  const run = (...args: string[]) => runCommand(args, { cwd: folder.cwd, environment })
  const starter = await run('starter', '--publish')
  if (starter.code !== 0) throw new Error(starter.stderr)
  const key = (await run('keys', 'create', '--name', 'shop', '--scopes', 'ingest,redeem')).lastLine
  const db: Database = await connect(url)
  const running = new Set<Running>()

  /** Starts `zhike serve` on that port; what is behind the balancer too. */
  async function start(port: number, ...args: string[]): Promise<Running & { at: string }> {
    const place = { cwd: folder.cwd, environment: { ...environment, PORT: String(port) } }
    const started = await startCommand(['serve', ...args], place, appReady)
    running.add(started)
    const stop = async () => {
      running.delete(started)
      await started.stop()
    }
    return { ...started, stop, at: `http://127.0.0.1:${port}` }
  }

  async function call(
    at: string,
    route: RouteName,
    { params = {}, body, headers = {} }: Call = {},
  ): Promise<Answer> {
    const { method, path } = methodAndPath(route)
    const address = path.replaceAll(/:(\w+)/g, (_whole, name: string) =>
      encodeURIComponent(params[name] ?? ''),
    )
    const response = await fetch(at + address, {
      method,
      headers: {
        origin: balancer.origin,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

  /** Begins to sign in at one place and ends at another, as a balancer may have it; answers the cookie header. */
  async function signIn(begunAt: string, endedAt: string, userId = advisor): Promise<string> {
    const begun = await fetch(`${begunAt}/auth/wecom?return_to=/`, { redirect: 'manual' })
    const browser = kept(begun, {})
    const authorised = await fetch(String(begun.headers.get('location')), {
      redirect: 'manual',
      headers: { cookie: `sim_member=${userId}` },
    })
    const back = new URL(String(authorised.headers.get('location')))
    const ended = await fetch(`${endedAt}${back.pathname}${back.search}`, {
      redirect: 'manual',
      headers: { cookie: cookieHeader(browser) },
    })
    if (ended.status !== 302) throw new Error(`sign-in failed: ${ended.status} ${await ended.text()}`)
    return cookieHeader(kept(ended, browser))
  }

  /** Customers of the advisor who bought enough for an offer. */
  const people = world.contacts
    .filter(({ follows }) => follows.length === 1 && follows[0]?.userId === advisor)
    .map(({ externalUserId }) => externalUserId)
  function ordersOf(externalUserIds: readonly string[]) {
    return externalUserIds.flatMap((externalUserId, place) =>
      [150, 90, 20].map((daysAgo) => {
        const at = now - (daysAgo + (place % 5)) * dayMs
        const items = [{ sku: 'S', name: '保湿面霜', quantity: 1, unitPriceFen: 32_000 }]
        const orderId = `o-${externalUserId}-${daysAgo}`
        return { orderId, externalUserId, status: 'paid', createdAt: at, paidAt: at, items, paidFen: 32_000 }
      }),
    )
  }

  return {
    db,
    balancer,
    people,
    ordersOf,
    run,
    start,
    call,
    signIn,
    shop: (at: string, route: RouteName, body: unknown) =>
      call(at, route, { body, headers: { authorization: `Bearer ${key}` } }),
    /** What a failed test left behind ends too. */
    async close() {
      for (const { stop } of running) await stop().catch(() => undefined)
      await db.destroy()
      await balancer.close()
      await simulator.close()
      await folder.remove()
      await drop()
    },
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

/** Two ports on which nothing listens. */
export async function twoPorts(): Promise<[number, number]> {
  return [await freePort(), await freePort()]
}
