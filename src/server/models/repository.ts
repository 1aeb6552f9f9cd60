import type { LtvModel } from '../../domain/ltv/ltv-model.ts'
import type { RfmThresholds } from '../../domain/rfm/thresholds.ts'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'

export async function storeModels(
  trx: Database,
  ltv: LtvModel,
  rfm: RfmThresholds | null,
  createdAt: number,
): Promise<void> {
  const { version, asOfDay } = ltv
  await trx
    .insertInto('ltvModel')
    .values({ version, asOfDay, modelJson: JSON.stringify(ltv), createdAt })
    .execute()
  await trx
    .insertInto('rfmThresholds')
    .values({ version, asOfDay, thresholdsJson: JSON.stringify(rfm), createdAt })
    .execute()
}

const latestRun = prepared((db) =>
  db
    .selectFrom('ltvModel')
    .select('version')
    .orderBy('createdAt', 'desc')
    .orderBy('version', 'desc')
    .limit(1),
)

/** The version of the latest run; both models of a run carry the same one. */
export async function latestVersion(db: Database): Promise<string | null> {
  const [row] = await latestRun(db, {})
  return row?.version ?? null
}

export async function readModels(
  db: Database,
  version: string,
): Promise<{ ltv: LtvModel; rfm: RfmThresholds | null; createdAt: number }> {
  const row = await db
    .selectFrom('ltvModel')
    .innerJoin('rfmThresholds', 'rfmThresholds.version', 'ltvModel.version')
    .select(['ltvModel.modelJson', 'ltvModel.createdAt', 'rfmThresholds.thresholdsJson'])
    .where('ltvModel.version', '=', version)
    .executeTakeFirstOrThrow()
  return {
    ltv: JSON.parse(row.modelJson) as LtvModel,
    rfm: JSON.parse(row.thresholdsJson) as RfmThresholds | null,
    createdAt: row.createdAt,
  }
}
