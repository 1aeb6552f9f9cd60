import type { Insertable, Selectable } from 'kysely'
import type { ContentType } from '../../domain/cadence/content-type.ts'
import type { LifecycleStage } from '../../domain/customers/stages.ts'
import type { AidaStep, Objection, Scene, Script } from '../../domain/scripts/script.ts'
import type { Database } from '../db/connect.ts'
import { kept } from '../db/kept.ts'
import type { Schema } from '../db/schema.ts'

function toScript(row: Selectable<Schema['script']>): Script {
  return {
    scriptId: row.scriptId,
    title: row.title,
    step: row.step as AidaStep,
    stages: JSON.parse(row.stagesJson) as LifecycleStage[],
    objection: row.objection as Objection,
    scene: row.scene as Scene,
    contentType: row.contentType as ContentType,
    body: row.body,
    variantOf: row.variantOf,
    weight: row.weight ?? 1,
  }
}

/** A script of any status: one that was withdrawn meanwhile may still have been sent. */
export async function findScript(db: Database, scriptId: string): Promise<Script | null> {
  const row = await db.selectFrom('script').selectAll().where('scriptId', '=', scriptId).executeTakeFirst()
  return row ? toScript(row) : null
}

const library = kept('script', async (db) => {
  const rows = await db
    .selectFrom('script')
    .selectAll()
    .where('status', '=', 'published')
    .orderBy('sortOrder')
    .orderBy('scriptId')
    .execute()
  const all = rows.map(toScript)
  const of = (scene: Scene) => all.filter((script) => script.scene === scene)
  return { all, byScene: { single: of('single'), group: of('group') } }
})

/** The published library in its own order. */
export async function publishedScripts(db: Database, scene?: Scene): Promise<readonly Script[]> {
  const { all, byScene } = await library(db)
  return scene === undefined ? all : byScene[scene]
}

/** What this advisor wrote, latest first; nobody else's. */
export async function ownScripts(db: Database, userId: string, scene?: Scene): Promise<Script[]> {
  let query = db
    .selectFrom('script')
    .selectAll()
    .where('ownerUserId', '=', userId)
    .where('status', '=', 'own')
  if (scene) query = query.where('scene', '=', scene)
  const rows = await query.orderBy('createdAt', 'desc').orderBy('scriptId').execute()
  return rows.map(toScript)
}

export async function insertScript(db: Database, row: Insertable<Schema['script']>): Promise<void> {
  await db.insertInto('script').values(row).execute()
}

/** Changes one of this advisor's own; false = there is no such one. */
export async function updateOwnScript(
  db: Database,
  { scriptId, userId }: { scriptId: string; userId: string },
  changes: Partial<Insertable<Schema['script']>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('script')
    .set(changes)
    .where('scriptId', '=', scriptId)
    .where('ownerUserId', '=', userId)
    .where('status', '=', 'own')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Title and step of these scripts, by id; unknown ids are absent. */
export async function scriptLabels(
  db: Database,
  scriptIds: readonly string[],
): Promise<Map<string, { title: string; step: AidaStep }>> {
  if (scriptIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('script')
    .select(['scriptId', 'title', 'step'])
    .where('scriptId', 'in', [...new Set(scriptIds)])
    .execute()
  return new Map(rows.map(({ scriptId, title, step }) => [scriptId, { title, step: step as AidaStep }]))
}

/** One advisor's own become another's; answers how many. */
export async function handOverScripts(
  trx: Database,
  { fromUserId, toUserId }: { fromUserId: string; toUserId: string },
): Promise<number> {
  const result = await trx
    .updateTable('script')
    .set({ ownerUserId: toUserId })
    .where('ownerUserId', '=', fromUserId)
    .where('status', '=', 'own')
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}
