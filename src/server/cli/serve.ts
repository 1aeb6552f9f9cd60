import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { insertBridgeTag } from '../../simulator/front/bridge-tag.ts'
import { createSimulatorState, simulatorPlugin } from '../../simulator/simulator.ts'
import { defaultWorld } from '../../simulator/people/default-world.ts'
import { buildApp } from '../app.ts'
import { distDir, isEmpty, isMarkedDemo, loadConfig, openDatabase } from './open.ts'
import { seedDemoStore } from './demo.ts'
import { CommandFailed, print } from './terminal.ts'

const sweepEveryMs = 60_000

/** Serves until it is told to stop; `seeds` fills an empty database with the demo store first when no WeCom app is set. */
export async function serve({ seeds }: { seeds: boolean }): Promise<void> {
  const config = loadConfig()
  const db = await openDatabase(config)
  const random = (count: number) => randomBytes(count)
  if (!config.isDemo && (await isMarkedDemo(db))) {
    await db.destroy()
    throw new CommandFailed(
      'DATABASE_URL: this database holds the demo store; with WECOM_* set choose another one',
      2,
    )
  }
  const simulator = createSimulatorState({
    world: defaultWorld(Date.now()),
    now: Date.now,
    randomToken: () => random(16).toString('hex'),
    distDir,
  })
  const app = await buildApp({
    config,
    db,
    now: Date.now,
    randomBytes: random,
    appDir: path.join(distDir, 'app'),
    ...(config.isDemo && {
      transformHtml: insertBridgeTag,
      before: async (instance) => {
        await instance.register(simulatorPlugin, { state: simulator })
      },
    }),
  })
  if (config.isDemo && seeds && (await isEmpty(db))) await seedDemoStore(app.context, print)
  const sweep = setInterval(() => {
    app.services.coupons
      .sweep(Date.now())
      .catch((error: unknown) => app.log.error({ err: error }, 'sweep failed'))
  }, sweepEveryMs)
  app.addHook('onClose', async () => {
    clearInterval(sweep)
    await db.destroy()
  })
  const stop = () => {
    app.close().catch((error: unknown) => app.log.error({ err: error }, 'stop failed'))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  try {
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    await app.close()
    const isTaken = (error as { code?: unknown }).code === 'EADDRINUSE'
    throw isTaken ? new CommandFailed(`PORT ${config.port} is taken; set PORT to another one`) : error
  }
  print(`\n  知客 is running at ${config.publicUrl}`)
  if (config.isDemo) print(`  Simulator (WeCom chat with the panel): ${config.publicUrl}/simulator`)
  print(`  API: ${config.publicUrl}/docs\n`)
}
