import type { FastifyInstance } from 'fastify'
import type { Switches } from '../../src/simulator/protocol/switches.ts'
import { buildSimulator, createSimulatorState, type SimulatorState } from '../../src/simulator/simulator.ts'
import { smallWorld } from './small-world.ts'

export interface TestSimulator {
  app: FastifyInstance
  state: SimulatorState
  clock: { now: number }
  token: () => Promise<string>
  call: (path: string, options?: CallOptions) => Promise<Record<string, unknown>>
  turn: (patch: Partial<Switches>) => Promise<void>
}

export interface CallOptions {
  token?: string
  body?: unknown
  query?: Record<string, string>
}

/** A stand-alone simulator of the small world, its clock in the test's hand. */
export function startSimulator(options: { appUrl?: string; distDir?: string } = {}): TestSimulator {
  const clock = { now: 1_800_000_000_000 }
  let tokens = 0
  const simulatorOptions = {
    world: smallWorld(),
    now: () => clock.now,
    randomToken: () => `random${(tokens += 1)}`,
    distDir: options.distDir ?? '/nonexistent',
    ...(options.appUrl === undefined ? {} : { appUrl: options.appUrl }),
  }
  const state = createSimulatorState(simulatorOptions)
  const app = buildSimulator(simulatorOptions, state)

  async function call(path: string, { token, body, query = {} }: CallOptions = {}) {
    const search = new URLSearchParams({ ...(token === undefined ? {} : { access_token: token }), ...query })
    const url = `/cgi-bin/${path}?${search.toString()}`
    const response =
      body === undefined
        ? await app.inject({ method: 'GET', url })
        : await app.inject({ method: 'POST', url, payload: JSON.stringify(body) })
    return response.json<Record<string, unknown>>()
  }

  return {
    app,
    state,
    clock,
    call,
    async token() {
      const answer = await call('gettoken', { query: { corpid: 'wwsmall', corpsecret: 'small-secret' } })
      return String(answer['access_token'])
    },
    async turn(patch) {
      const response = await app.inject({ method: 'PUT', url: '/simulator/api/switches', payload: patch })
      if (response.statusCode !== 200) throw new Error(`switches refused: ${response.body}`)
    },
  }
}
