import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import { checkpointAside } from '../db/checkpoints/aside.ts'
import type { Database } from '../db/connect.ts'
import { createJobRunner, type Pace } from '../jobs/runner.ts'
import { storeJobs } from '../jobs/store-jobs.ts'
import { seedDemoStore } from './demo.ts'
import { buildDemoApp } from './demo-app.ts'
import { importInBackground } from './import-process.ts'
import { listenUntilStopped } from './listen.ts'
import { distDir, isEmpty, loadConfig, openDatabase } from './open.ts'
import { startRecompute } from './recompute-daily.ts'
import { CommandFailed, print } from './terminal.ts'

export interface Serving {
  /** Fills an empty database with the demo store first when no WeCom app is set. */
  seeds: boolean
  /** How long it says after SIGTERM that it is not ready, and serves on. */
  drainMs: number
  pace?: Pace | undefined
}

/** Requests leave much behind and keep little: collecting it sooner saves a fifth of the memory. */
const smallHeap = '--heap-growing-percent=40'

/** Serves until it is told to stop. */
export async function serve({ seeds, drainMs, pace }: Serving): Promise<void> {
  setFlagsFromString(smallHeap)
  const config = loadConfig()
  const db = await openDatabase(config)
  const app = await build(config, db)
  if (config.isDemo && seeds && (await isEmpty(db))) await seedDemoStore(app.context, print)
  const hasNothing = await isEmpty(db)
  const endCheckpoints = await checkpointAside(app.context)

  const jobs = createJobRunner(app.context, storeJobs(app.context, app.services, startRecompute), pace)
  jobs.start()
  app.services.uploads.worker.start(importInBackground)
  app.services.callbacks.start()
  app.services.contacts.start()
  app.services.corpTags.start()
  app.addHook('onClose', async () => {
    await jobs.stop()
    await app.services.uploads.worker.stop()
    await app.services.contacts.stop()
    await app.services.corpTags.stop()
    await app.services.reads.close()
    await endCheckpoints()
    await db.destroy()
  })
  const { port, host } = config
  const drain = { ms: drainMs, begin: app.draining.begin }
  await listenUntilStopped(app, { port, host, portKey: 'PORT', hostKey: 'HOST' }, drain)
  print(`\n  知客 is running at ${config.publicUrl}`)
  if (config.isDemo) print(`  Simulator (WeCom chat with the panel): ${config.publicUrl}/simulator`)
  print(`  API: ${config.publicUrl}/docs`)
  if (hasNothing && config.isDemo)
    print('  The database is empty: "npx zhike demo" fills it with the demo store.')
  if (hasNothing && !config.isDemo) {
    print('  There are no offers and scripts yet: "npx zhike starter --publish" installs them.')
  }
  print('')
}

async function build(config: Config, db: Database): Promise<FastifyInstance> {
  const base = { config, db, now: Date.now, randomBytes: (count: number) => randomBytes(count) }
  try {
    if (config.isDemo) return (await buildDemoApp({ ...base, distDir })).app
    return await buildApp({ ...base, appDir: path.join(distDir, 'app') })
  } catch (error) {
    await db.destroy()
    if (error instanceof TypeError && /^invalid (IP address|range)/.test(error.message)) {
      throw new CommandFailed(`TRUST_PROXY: ${error.message}; give addresses or ranges, e.g. 10.0.0.0/8`, 2)
    }
    throw error
  }
}
