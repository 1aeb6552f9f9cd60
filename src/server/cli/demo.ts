import { defaultWorld } from '../../simulator/people/default-world.ts'
import type { ServerContext } from '../context.ts'
import { seedDemo } from '../demo/seed-demo.ts'
import { recompute } from '../models/recompute.ts'

/** Fills the database with the demo store and fits its model. */
export async function seedDemoStore(context: ServerContext, print: (line: string) => void): Promise<void> {
  const startedAt = context.now()
  await seedDemo(context, defaultWorld(startedAt))
  await recompute(context, { asOf: startedAt })
  print(`demo store seeded in ${((context.now() - startedAt) / 1000).toFixed(1)} s`)
}
