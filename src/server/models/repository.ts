import { sql } from 'kysely'
import type { LtvModel } from '../../domain/ltv/ltv-model.ts'
import type { RfmThresholds } from '../../domain/rfm/thresholds.ts'
import type { Database } from '../db/connect.ts'

export interface Snapshot {
  customerId: string
  ltvFen: number | null
  rfmSegment: string | null
}

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

/** The version of the latest run; both models of a run carry the same one. */
export async function latestVersion(db: Database): Promise<string | null> {
  const row = await db
    .selectFrom('ltvModel')
    .select('version')
    .orderBy('createdAt', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
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

export async function writeSnapshots(
  db: Database,
  snapshots: readonly Snapshot[],
  version: string,
): Promise<void> {
  if (snapshots.length === 0) return
  const rows = snapshots.map((s) => sql`(${s.customerId}, ${s.ltvFen}, ${s.rfmSegment})`)
  await sql`
    update customer set
      ltv_fen = cast(v.column2 as bigint),
      rfm_segment = cast(v.column3 as text),
      scored_version = ${version}
    from (values ${sql.join(rows)}) as v
    where customer.customer_id = v.column1`.execute(db)
}

/** Customers whose last purchase was taken back have no snapshot any more. */
export async function clearSnapshotsWithoutPurchase(db: Database): Promise<void> {
  await db
    .updateTable('customer')
    .set({ ltvFen: null, rfmSegment: null, scoredVersion: null })
    .where('purchaseDays', '=', 0)
    .where('scoredVersion', 'is not', null)
    .execute()
}

/** How many tags were dropped. */
export async function deleteTagsExpiredBefore(db: Database, before: number): Promise<number> {
  const result = await db.deleteFrom('customerTag').where('expiresAt', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}
