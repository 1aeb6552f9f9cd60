import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { buildApp } from '../app.ts'
import { seedDemoStore } from './demo.ts'
import { buildDemoApp } from './demo-app.ts'
import { listenUntilStopped } from './listen.ts'
import { distDir, isEmpty, loadConfig, openDatabase } from './open.ts'
import { recomputeDaily } from './recompute-daily.ts'
import { print } from './terminal.ts'

const sweepEveryMs = 60_000

/** Serves until it is told to stop; `seeds` fills an empty database with the demo store first when no WeCom app is set. */
export async function serve({ seeds }: { seeds: boolean }): Promise<void> {
  const config = loadConfig()
  const db = await openDatabase(config)
  const base = { config, db, now: Date.now, randomBytes: (count: number) => randomBytes(count) }
  const app = config.isDemo
    ? (await buildDemoApp({ ...base, distDir })).app
    : await buildApp({ ...base, appDir: path.join(distDir, 'app') })
  if (config.isDemo && seeds && (await isEmpty(db))) await seedDemoStore(app.context, print)
  const hasNothing = await isEmpty(db)

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
