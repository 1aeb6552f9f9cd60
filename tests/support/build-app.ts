import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { defaultWorld } from '../../src/simulator/people/default-world.ts'
import { simulatedSecrets } from '../../src/simulator/events/callback-target.ts'
import {
  buildSimulator,
  createSimulatorState,
  type SimulatorOptions,
  type SimulatorState,
} from '../../src/simulator/simulator.ts'
import type { World } from '../../src/simulator/world.ts'
import { buildApp } from '../../src/server/app.ts'
import { readConfig } from '../../src/server/config.ts'
import type { ServerContext } from '../../src/server/context.ts'
import type { RateAllowances } from '../../src/server/http/limits/rate-limits.ts'
import type { TestDatabase } from './databases.ts'

/** 2026-03-10 20:00 in Shanghai: a Tuesday in a golden hour. */
export const testNow = Date.UTC(2026, 2, 10, 12)

export interface TestApp {
  app: FastifyInstance
  context: ServerContext
  /** Set `at` to move time for app and simulator alike. */
  clock: { at: number }
  world: World
  simulator: FastifyInstance
  /** What people do in WeCom: `company`, `tagDesk` and `groupDesk` change it and tell the app. */
  simulated: SimulatorState
  /** Signs a member in through the whole redirect chain and answers the cookie header. */
  signIn: (userId: string) => Promise<string>
  close: () => Promise<void>
}

export interface TestAppOptions {
  world?: World
  environment?: Record<string, string>
  /** Given by a test of the limits; any other may ask and fail as often as it likes. */
  allowances?: RateAllowances
  /** Callbacks are set up on both sides: what is changed in the simulated clients reaches the app. */
  hasCallbacks?: boolean
}

const unlimited = { burst: 1_000_000, perMinute: 1_000_000 }
const publicUrl = 'http://127.0.0.1:3000'
let built = 0
const distDir = path.resolve(import.meta.dirname, '../../dist')

function cookiesOf(response: { cookies: { name: string; value: string }[] }): Record<string, string> {
  return Object.fromEntries(response.cookies.map(({ name, value }) => [name, value]))
}

export function cookieHeader(cookies: Record<string, string>): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('; ')
}

/** The real app on this database, against a simulator that listens on a port of its own. */
export async function buildTestApp(database: TestDatabase, options: TestAppOptions = {}): Promise<TestApp> {
  built += 1
  const importDir = path.join(tmpdir(), `zhike-test-imports-${process.pid}-${built}`)
  const clock = { at: testNow }
  const now = () => clock.at
  const world = options.world ?? defaultWorld(testNow)
  const simulatorOptions: SimulatorOptions = {
    world,
    now,
    randomToken: () => randomBytes(16).toString('hex'),
    distDir,
    appUrl: options.environment?.['PUBLIC_URL'] ?? publicUrl,
    callbackPauseMs: 10,
    async carryCallback({ method, url, body }) {
      const { pathname, search } = new URL(url)
      const request = { method, url: pathname + search }
      const answer = await app.inject(body === undefined ? request : { ...request, payload: body })
      return { status: answer.statusCode, body: answer.body }
    },
    ...(options.hasCallbacks
      ? { callback: { url: `${publicUrl}/wecom/callback`, ...simulatedSecrets } }
      : {}),
  }
  const simulated = createSimulatorState(simulatorOptions)
  const simulator = buildSimulator(simulatorOptions, simulated)
  const origin = await simulator.listen({ port: 0, host: '127.0.0.1' })
  const config = readConfig(
    {
      PUBLIC_URL: publicUrl,
      DATABASE_URL: database.url,
      SESSION_SECRET: 'a-secret-that-only-the-tests-use!!',
      WECOM_CORP_ID: world.corp.corpId,
      WECOM_AGENT_ID: world.corp.agentId,
      WECOM_SECRET: world.corp.secret,
      WECOM_API_URL: origin,
      WECOM_OAUTH_URL: `${origin}/connect/oauth2/authorize`,
      WECOM_LOGIN_URL: `${origin}/wwlogin/sso/login`,
      IMPORT_DIR: importDir,
      LOG_LEVEL: 'silent',
      ...(options.hasCallbacks
        ? {
            WECOM_CALLBACK_TOKEN: simulatedSecrets.token,
            WECOM_CALLBACK_AES_KEY: simulatedSecrets.aesKey,
          }
        : {}),
      ...options.environment,
    },
    () => '',
  )
  const app: FastifyInstance = await buildApp({
    config,
    db: database.db,
    now,
    randomBytes: (count) => randomBytes(count),
    appDir: existsSync(distDir) ? path.join(distDir, 'app') : distDir,
    checksResponses: true,
    allowances: options.allowances ?? { session: unlimited, key: unlimited, failure: unlimited },
  })
  await app.ready()

  async function signIn(userId: string): Promise<string> {
    const begun = await app.inject('/auth/wecom?return_to=/')
    const browser = cookiesOf(begun)
    const authorised = await fetch(String(begun.headers.location), {
      redirect: 'manual',
      headers: { cookie: `sim_member=${userId}` },
    })
    if (authorised.status !== 302) throw new Error(`the simulator refused: ${await authorised.text()}`)
    const back = new URL(String(authorised.headers.get('location')))
    const finished = await app.inject({
      url: `${back.pathname}${back.search}`,
      headers: { cookie: cookieHeader(browser) },
    })
    if (finished.statusCode !== 302) throw new Error(`sign-in of ${userId} failed: ${finished.body}`)
    return cookieHeader(cookiesOf(finished))
  }

  return {
    app,
    context: app.context,
    clock,
    world,
    simulator,
    simulated,
    signIn,
    async close() {
      await app.close()
      await simulator.close()
      await database.destroy()
      await rm(importDir, { recursive: true, force: true })
    },
  }
}
