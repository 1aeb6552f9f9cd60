import { setTimeout as pause } from 'node:timers/promises'
import type { Draw } from '../load/random.ts'
import type { Load } from '../load/load.ts'
import type { Store } from '../store/store.ts'

export interface Outcome {
  fault: string
  acknowledged: number
  /** Requests that got no answer, or one that says that the server failed. */
  lost: number
  wrong: string[]
}

export interface Round {
  fault: string
  engines: readonly ('SQLite' | 'PostgreSQL')[]
  /** Hurts the store under load and mends it; answers what did not go as it must. */
  hurt: (store: Store, load: Load, draw: Draw) => Promise<string[]>
}

export const both = ['SQLite', 'PostgreSQL'] as const

/** Load for a while of random length. */
export const loadFor = (draw: Draw, leastMs: number, mostMs: number) =>
  pause(leastMs + draw() * (mostMs - leastMs))

const patienceMs = 20_000

/** Whether writes of the load are acknowledged from now on; gives a busy machine time. */
export async function goesOn(load: Load): Promise<boolean> {
  const before = load.acknowledged()
  const giveUpAt = performance.now() + patienceMs
  while (load.acknowledged() === before) {
    if (performance.now() > giveUpAt) return false
    await pause(50)
  }
  return true
}

/** Runs one fault under load to its end, with all checks. */
export async function runRound(store: Store, { fault, hurt }: Round, draw: Draw): Promise<Outcome> {
  if (store.running().length === 0) await store.start()
  const load = store.load(draw)
  load.begin()
  let wrong: string[]
  try {
    wrong = await hurt(store, load, draw)
  } finally {
    await load.end()
  }
  if (store.running().length === 0) wrong.push('no server runs any more')
  wrong.push(...(await store.examine(load)))
  if (load.acknowledged() === 0) wrong.push('nothing was acknowledged')
  return { fault, acknowledged: load.acknowledged(), lost: load.lost(), wrong }
}
