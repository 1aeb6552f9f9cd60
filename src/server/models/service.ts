import { fitLtvModel } from '../../domain/ltv/fit-ltv-model.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { latestVersion, readModels } from './repository.ts'
import type { ScoringModel } from './score.ts'

export interface CurrentModel extends ScoringModel {
  /** When it was fitted; null for the prior that serves until the first fit. */
  fittedAt: number | null
}

export type Models = ReturnType<typeof createModels>

export function createModels({ db }: Pick<ServerContext, 'db'>) {
  const prior: CurrentModel = {
    ltv: fitLtvModel([], { version: 'prior', asOfDay: 0 }),
    rfm: null,
    fittedAt: null,
  }
  let cached: CurrentModel = prior

  return {
    /** The models of the latest run; a new run of any process is seen at once, its parameters are read only once. */
    async currentModel(from: Database = db): Promise<CurrentModel> {
      const version = await latestVersion(from)
      if (version === null) return prior
      if (cached.ltv.version !== version) {
        const { ltv, rfm, createdAt } = await readModels(from, version)
        cached = { ltv, rfm, fittedAt: createdAt }
      }
      return cached
    },
  }
}
