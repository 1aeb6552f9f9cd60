import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../app.ts'
import { seedDemoStore } from './demo.ts'
import { buildDemoApp } from './demo-app.ts'
import { distDir, isEmpty, isMarkedDemo, loadConfig, openDatabase } from './open.ts'
import { recomputeDaily } from './recompute-daily.ts'
import { CommandFailed, print } from './terminal.ts'

const sweepEveryMs = 60_000

/** Serves until it is told to stop; `seeds` fills an empty database with the demo store first when no WeCom app is set. */
export async function serve({ seeds }: { seeds: boolean }): Promise<void> {
  const config = loadConfig()
  const db = await openDatabase(config)
  if (!config.isDemo && (await isMarkedDemo(db))) {
    await db.destroy()
    throw new CommandFailed(
      'DATABASE_URL: this database holds the demo store; with WECOM_* set choose another one',
      2,
    )
  }
  const base = { config, db, now: Date.now, randomBytes: (count: number) => randomBytes(count) }
  const app = config.isDemo
    ? (await buildDemoApp({ ...base, distDir })).app
    : await buildApp({ ...base, appDir: path.join(distDir, 'app') })
  if (config.isDemo && seeds && (await isEmpty(db))) await seedDemoStore(app.context, print)

  const sweep = setInterval(() => {
    app.services.coupons
      .sweep(Date.now())
      .catch((error: unknown) => app.log.error({ err: error }, 'sweep failed'))
  }, sweepEveryMs)
  const stopRecomputing = recomputeDaily(app.context)
  app.addHook('onClose', async () => {
    clearInterval(sweep)
    stopRecomputing()
    await db.destroy()
  })
  stopOnSignal(app)
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

/** The first signal lets running requests finish. */
function stopOnSignal(app: FastifyInstance): void {
  const stop = () => {
    app.close().catch((error: unknown) => app.log.error({ err: error }, 'stop failed'))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
