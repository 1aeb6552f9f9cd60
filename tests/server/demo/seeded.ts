import { randomBytes } from 'node:crypto'
import { readConfig } from '../../../src/server/config.ts'
import type { ServerContext } from '../../../src/server/context.ts'
import { seedDemo } from '../../../src/server/demo/seed-demo.ts'
import { defaultWorld } from '../../../src/simulator/people/default-world.ts'
import type { TestDatabase } from '../../support/databases.ts'

/** 2026-03-10 20:00 in Shanghai. */
export const seededAt = Date.UTC(2026, 2, 10, 12)

export interface Seeded extends TestDatabase {
  context: ServerContext
  seedMs: number
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A database of that engine with the demo store in it. */
export async function openSeeded(open: () => Promise<TestDatabase>, at = seededAt): Promise<Seeded> {
  const database = await open()
  const context: ServerContext = {
    db: database.db,
    config: readConfig({}, () => 'only-in-tests-only-in-tests-only'),
    now: () => at,
    randomBytes: (count) => randomBytes(count),
    log: quiet,
  }
  const startedAt = performance.now()
  await seedDemo(context, defaultWorld(at))
  return { ...database, context, seedMs: performance.now() - startedAt }
}
