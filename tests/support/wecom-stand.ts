import type { FastifyInstance } from 'fastify'
import { buildSimulator } from '../../src/simulator/simulator.ts'
import type { Fault, PathLimit } from '../../src/simulator/faults/board.ts'
import type { Switches } from '../../src/simulator/protocol/switches.ts'
import { type Config, readConfig } from '../../src/server/config.ts'
import type { Database } from '../../src/server/db/connect.ts'
import type { Pace } from '../../src/server/wecom/api/pace.ts'
import { createWecomClient, type WecomClient } from '../../src/server/wecom/client.ts'
import { createCredentials, type Credentials } from '../../src/server/wecom/credentials.ts'
import { createHealth, type Health } from '../../src/server/wecom/health.ts'
import { smallWorld } from '../simulator/small-world.ts'

/** The simulated WeCom of the small world on a port of its own, and clients of it as separate processes would have them. */
export interface WecomStand {
  simulator: FastifyInstance
  origin: string
  /** Of simulator and clients alike. */
  clock: { at: number }
  config: (change?: Record<string, string>) => Config
  connect: (db: Database, options?: ConnectOptions) => Connected
  fail: (fault: Fault) => Promise<void>
  limit: (limit: PathLimit) => Promise<void>
  turn: (patch: Partial<Switches>) => Promise<void>
  rotate: () => Promise<void>
  /** How often a path was called. */
  calls: (path: string) => Promise<number>
  /** Switches, faults, limits and counts as at the beginning. */
  reset: () => Promise<void>
  close: () => Promise<void>
}

export interface Connected {
  client: WecomClient
  credentials: Credentials
  health: Health
}

export interface ConnectOptions {
  environment?: Record<string, string>
  pace?: Partial<Pace>
}

/** Pauses of a few milliseconds, so that tests need not wait. */
export const quickPace: Pace = { timeoutMs: 1000, attempts: 3, pauseMs: 5, budgetMs: 3000, pollMs: 5 }

export async function startWecomStand(): Promise<WecomStand> {
  const clock = { at: 1_800_000_000_000 }
  let issued = 0
  const simulator = buildSimulator({
    world: smallWorld(),
    now: () => clock.at,
    randomToken: () => `random${(issued += 1)}`,
    distDir: '/nonexistent',
  })
  const origin = await simulator.listen({ port: 0, host: '127.0.0.1' })
  const { corp } = smallWorld()

  async function tell(method: 'POST' | 'PUT' | 'DELETE', path: string, payload?: object): Promise<void> {
    const response = await simulator.inject({
      method,
      url: `/simulator/api/${path}`,
      ...(payload === undefined ? {} : { payload }),
    })
    if (response.statusCode >= 300) throw new Error(`the simulator refused ${path}: ${response.body}`)
  }
  const config = (change: Record<string, string> = {}) =>
    readConfig(
      {
        WECOM_CORP_ID: corp.corpId,
        WECOM_AGENT_ID: corp.agentId,
        WECOM_SECRET: corp.secret,
        WECOM_API_URL: origin,
        SESSION_SECRET: 'a-secret-that-only-the-tests-use!!',
        LOG_LEVEL: 'silent',
        ...change,
      },
      () => '',
    )

  return {
    simulator,
    origin,
    clock,
    config,
    connect(db, { environment, pace = {} } = {}) {
      const context = { config: config(environment), db, now: () => clock.at }
      const chosen = { ...quickPace, ...pace }
      const health = createHealth(context)
      const credentials = createCredentials(context, health, chosen)
      return { client: createWecomClient(context, credentials, health, chosen), credentials, health }
    },
    fail: (fault) => tell('POST', 'faults', fault),
    limit: (limit) => tell('PUT', 'limits', limit),
    turn: (patch) => tell('PUT', 'switches', patch),
    rotate: () => tell('POST', 'rotate-tokens'),
    async calls(path) {
      const response = await simulator.inject('/simulator/api/calls')
      return response.json<Record<string, number>>()[path] ?? 0
    },
    async reset() {
      await tell('DELETE', 'switches')
      await tell('DELETE', 'faults')
      await tell('DELETE', 'calls')
    },
    close: () => simulator.close(),
  }
}
