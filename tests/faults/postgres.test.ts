import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeded } from './load/random.ts'
import { runRound } from './rounds/round.ts'
import { rounds } from './rounds/rounds.ts'
import { type Cluster, startCluster } from './store/cluster.ts'
import { postgresPlace } from './store/engines.ts'
import { openStore, type Store } from './store/store.ts'

describe('a store on one PostgreSQL', () => {
  let cluster: Cluster | undefined
  let store: Store | undefined
  beforeAll(async () => {
    const started = await startCluster()
    cluster = started
    store = await openStore(() => postgresPlace(started))
  }, 120_000)
  afterAll(async () => {
    await store?.close()
    await cluster?.remove()
  })

  it.each(rounds.filter(({ engines }) => engines.includes('PostgreSQL')))(
    'loses and doubles nothing: $fault',
    async (round) => {
      if (!store) throw new Error('no store was opened')
      const outcome = await runRound(store, round, seeded(2))
      expect(outcome.wrong).toEqual([])
    },
    90_000,
  )
})
