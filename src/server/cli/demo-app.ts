import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { insertBridgeTag } from '../../simulator/front/bridge-tag.ts'
import { defaultWorld } from '../../simulator/people/default-world.ts'
import { createSimulatorState, simulatorPlugin, type SimulatorState } from '../../simulator/simulator.ts'
import { type AppOptions, buildApp } from '../app.ts'
import type { Database } from '../db/connect.ts'

export interface DemoApp {
  app: FastifyInstance
  simulator: SimulatorState
}

/** The simulated people are as old as the store that was seeded with them. */
async function seededAt(db: Database, otherwise: number): Promise<number> {
  const mark = await db.selectFrom('setting').select('updatedAt').where('key', '=', 'demo').executeTakeFirst()
  return mark?.updatedAt ?? otherwise
}

/** The app with the simulated WeCom mounted inside: `/simulator` and all that the demo needs of WeCom, on one origin. */
export async function buildDemoApp(
  options: Omit<AppOptions, 'appDir' | 'transformHtml' | 'before'> & { distDir: string },
): Promise<DemoApp> {
  const { distDir, ...given } = options
  const { now, randomBytes, config } = given
  const randomHex = (count: number) => Buffer.from(randomBytes(count)).toString('hex')
  const callback = { token: randomHex(8), aesKey: randomHex(22).slice(0, 43) }
  const base = { ...given, config: { ...config, wecom: { ...config.wecom, callback } } }
  // The simulated WeCom forgets its tokens and tickets with each start; kept ones would be refused.
  await base.db.deleteFrom('wecomCredential').execute()
  const simulator = createSimulatorState({
    world: defaultWorld(await seededAt(base.db, now())),
    now,
    randomToken: () => randomHex(16),
    distDir,
    callback: { url: `${config.publicUrl}/wecom/callback`, ...callback },
    async carryCallback({ method, url, body }) {
      const { pathname, search, host } = new URL(url)
      const request = { method, url: pathname + search, headers: { host } }
      const answer = await app.inject(body === undefined ? request : { ...request, payload: body })
      return { status: answer.statusCode, body: answer.body }
    },
  })
  const app: FastifyInstance = await buildApp({
    ...base,
    appDir: path.join(distDir, 'app'),
    transformHtml: insertBridgeTag,
    before: async (instance) => {
      await instance.register(simulatorPlugin, { state: simulator })
    },
  })
  return { app, simulator }
}
