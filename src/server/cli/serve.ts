import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../app.ts'
import { sweepKeys } from '../http/idempotency.ts'
import type { Config } from '../config.ts'
import type { Database } from '../db/connect.ts'
import { seedDemoStore } from './demo.ts'
import { buildDemoApp } from './demo-app.ts'
import { listenUntilStopped } from './listen.ts'
import { distDir, isEmpty, loadConfig, openDatabase } from './open.ts'
import { recomputeDaily } from './recompute-daily.ts'
import { retainDaily } from './retain-daily.ts'
import { CommandFailed, print } from './terminal.ts'

const sweepEveryMs = 60_000

/** Serves until it is told to stop; `seeds` fills an empty database with the demo store first when no WeCom app is set. */
export async function serve({ seeds }: { seeds: boolean }): Promise<void> {
  const config = loadConfig()
  const db = await openDatabase(config)
  const app = await build(config, db)
  if (config.isDemo && seeds && (await isEmpty(db))) await seedDemoStore(app.context, print)
  const hasNothing = await isEmpty(db)

  const sweep = setInterval(() => {
    const { callbacks, coupons, enquiries } = app.services
    const now = Date.now()
    Promise.all([
      callbacks.sweep(now),
      coupons.sweep(now),
      enquiries.sweep(now),
      sweepKeys(app.context, now),
    ]).catch((error: unknown) => app.log.error({ err: error }, 'sweep failed'))
  }, sweepEveryMs)
  const stopRecomputing = recomputeDaily(app.context)
  const stopRetaining = retainDaily(app.context, app.services.retention)
  app.services.callbacks.start()
  app.services.contacts.start()
  app.services.corpTags.start()
  app.addHook('onClose', async () => {
    clearInterval(sweep)
    stopRecomputing()
    stopRetaining()
    await app.services.contacts.stop()
    await app.services.corpTags.stop()
    await app.services.reads.close()
    await db.destroy()
  })
  await listenUntilStopped(app, { port: config.port, host: config.host, portKey: 'PORT', hostKey: 'HOST' })
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
