import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeded } from './load/random.ts'
import { runRound } from './rounds/round.ts'
import { rounds } from './rounds/rounds.ts'
import { sqlitePlace } from './store/engines.ts'
import { openStore, type Store } from './store/store.ts'

describe('a store on one SQLite file', () => {
  let store: Store | undefined
  beforeAll(async () => {
    store = await openStore(async (folder) => sqlitePlace(folder))
  }, 120_000)
  afterAll(() => store?.close())

  it.each(rounds.filter(({ engines }) => engines.includes('SQLite')))(
    'loses and doubles nothing: $fault',
    async (round) => {
      if (!store) throw new Error('no store was opened')
      const outcome = await runRound(store, round, seeded(1))
      expect(outcome.wrong).toEqual([])
    },
    90_000,
  )
})
