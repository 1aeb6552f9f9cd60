import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { readConfig } from '../../src/server/config.ts'
import { buildDemoApp } from '../../src/server/cli/demo-app.ts'
import { seedDemoStore } from '../../src/server/cli/demo.ts'
import type { SimulatorState } from '../../src/simulator/simulator.ts'
import type { TestDatabase } from './databases.ts'
import { freePort } from './free-port.ts'

export interface DemoSite {
  origin: string
  app: FastifyInstance
  simulator: SimulatorState
  clock: { at: () => number; skipMs: number }
  /** A shop key for `redeem` and `ingest`. */
  key: string
  redeem: (body: object) => Promise<{ status: number; body: Record<string, unknown> }>
  close: () => Promise<void>
}

const dayMs = 86_400_000
/** 20:00 in Shanghai, in a golden hour: whatever the wall clock says, nothing asks for a reason unless a test wants it. */
const startHourUtcMs = 12 * 3_600_000

/** The demo as `npm start` serves it, on a database of its own, with a running clock that starts at 20:00 in Shanghai. */
export async function openDemoSite(database: TestDatabase): Promise<DemoSite> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const startedAt = Date.now()
  const firstMoment = Math.floor(startedAt / dayMs) * dayMs + startHourUtcMs
  const clock = { skipMs: 0, at: () => firstMoment + (Date.now() - startedAt) + clock.skipMs }
  const config = readConfig({ PORT: String(port), DATABASE_URL: database.url, LOG_LEVEL: 'silent' }, () =>
    randomBytes(32).toString('hex'),
  )
  const { app, simulator } = await buildDemoApp({
    config,
    db: database.db,
    now: clock.at,
    randomBytes: (count) => randomBytes(count),
    distDir: path.resolve(import.meta.dirname, '../../dist'),
    checksResponses: true,
  })
  await seedDemoStore(app.context, () => undefined)
  await app.listen({ port, host: '127.0.0.1' })
  const { key } = await app.services.keys.create('shop', ['redeem', 'ingest'])
  return {
    origin,
    app,
    simulator,
    clock,
    key,
    async redeem(body) {
      const response = await fetch(`${origin}/api/v1/coupons/redeem`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    async close() {
      await app.close()
      await database.destroy()
    },
  }
}
