import { seeded } from '../load/random.ts'
import { type Outcome, runRound } from '../rounds/round.ts'
import { rounds } from '../rounds/rounds.ts'
import { startCluster } from '../store/cluster.ts'
import { postgresPlace, sqlitePlace } from '../store/engines.ts'
import { openStore } from '../store/store.ts'

export interface SoakOptions {
  minutes: number
  seed: number
  print: (line: string) => void
}

const minuteMs = 60_000
const widths = [5, 10, 27, 12, 5, 8, 7]

function lineOf(cells: readonly string[]): string {
  return cells.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join('  ')
}

/**
 * One fault after the other on both engines until the time is over, each store through all of its faults once; answers
 * whether nothing was ever wrong. The same seed draws the same turns.
 */
export async function soak({ minutes, seed, print }: SoakOptions): Promise<boolean> {
  const draw = seeded(seed)
  const endsAt = performance.now() + minutes * minuteMs
  const cluster = await startCluster()
  const opens = {
    SQLite: async (folder: string) => sqlitePlace(folder),
    PostgreSQL: () => postgresPlace(cluster),
  }
  let [number, bad, acknowledged] = [0, 0, 0]
  const show = (engine: string, outcome: Outcome, seconds: number) => {
    const { fault, wrong } = outcome
    const verified = wrong.length === 0 ? 'yes' : 'NO'
    const counts = [String(outcome.acknowledged), String(outcome.lost)]
    print(lineOf([String(number), engine, fault, ...counts, verified, seconds.toFixed(1)]))
    for (const each of wrong) print(`       ${each}`)
  }
  print(lineOf(['round', 'engine', 'fault', 'acknowledged', 'lost', 'verified', 'seconds']))
  try {
    while (performance.now() < endsAt) {
      for (const engine of ['SQLite', 'PostgreSQL'] as const) {
        const store = await openStore(opens[engine])
        try {
          for (const round of rounds.filter(({ engines }) => engines.includes(engine))) {
            if (performance.now() >= endsAt) break
            number += 1
            const startedAt = performance.now()
            const outcome = await runRound(store, round, draw)
            show(engine, outcome, (performance.now() - startedAt) / 1000)
            acknowledged += outcome.acknowledged
            if (outcome.wrong.length > 0) bad += 1
          }
        } finally {
          await store.close()
        }
      }
    }
  } finally {
    await cluster.remove()
  }
  print(`${number} rounds, ${acknowledged} acknowledged writes, ${bad} rounds in which something was wrong`)
  return bad === 0
}
