import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import { recordAudit } from '../audit/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'
import { keyText } from './identity-key.ts'
import type { Merge, Suggestion } from './link-planner.ts'
import type { MergeDetails } from './merges/details.ts'

export type MergeRow = Selectable<Schema['identityMerge']>

interface Merged extends Merge {
  details: MergeDetails
  /** A member's id, `cli`, or `system` where rows of the shop or WeCom showed it. */
  actor: string
  at: number
}

/** What was moved, kept so that the merge can be taken back, and an entry in the trail. */
export async function logMerge(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { keptId, mergedId, key, details, actor, at }: Merged,
): Promise<string> {
  const mergeId = newId(context, 'merge')
  // Under the lock on the kept customer: the order in which they can be undone.
  const { last } = await trx
    .selectFrom('identityMerge')
    .select((eb) => eb.fn.max('place').as('last'))
    .where('keptCustomerId', '=', keptId)
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('identityMerge')
    .values({
      mergeId,
      keptCustomerId: keptId,
      mergedCustomerId: mergedId,
      ...key,
      outcome: 'merged',
      detailsJson: JSON.stringify(details),
      at,
      place: (last ?? 0) + 1,
    })
    .execute()
  const rows = Object.entries(details.moved).filter(([, ids]) => ids.length > 0)
  await recordAudit(trx, context, {
    at,
    actor,
    action: 'customer.merged',
    subjectKind: 'customer',
    subjectId: keptId,
    customerId: keptId,
    details: {
      mergeId,
      mergedId,
      kind: key.kind,
      rows: Object.fromEntries(rows.map(([table, ids]) => [table, ids.length])),
    },
  })
  return mergeId
}

/** One suggestion for each pair and identity, however often the rows come again; a settled one stays settled. Its id when it is new. */
export async function logSuggestion(
  trx: Database,
  { keptId, mergedId, key }: Suggestion,
  source: string,
  at: number,
): Promise<string | null> {
  const pair = [keptId, mergedId].sort()
  const hash = createHash('sha256')
    .update(JSON.stringify([...pair, keyText(key)]))
    .digest('hex')
  const suggestionId = `suggestion_${hash.slice(0, 32)}`
  const row = await trx
    .insertInto('identityMerge')
    .values({
      mergeId: suggestionId,
      keptCustomerId: keptId,
      mergedCustomerId: mergedId,
      ...key,
      outcome: 'suggested',
      detailsJson: JSON.stringify({ source }),
      at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('mergeId')
    .executeTakeFirst()
  return row ? suggestionId : null
}

export function findLogged(db: Database, mergeId: string): Promise<MergeRow | undefined> {
  return db.selectFrom('identityMerge').selectAll().where('mergeId', '=', mergeId).executeTakeFirst()
}

/** Of these outcomes, latest first. */
export function listLogged(
  db: Database,
  outcomes: readonly string[],
  { limit, customerId }: { limit: number; customerId?: string | undefined },
): Promise<MergeRow[]> {
  return db
    .selectFrom('identityMerge')
    .selectAll()
    .where('outcome', 'in', outcomes)
    .where((eb) =>
      customerId === undefined
        ? eb.lit(true)
        : eb.or([eb('keptCustomerId', '=', customerId), eb('mergedCustomerId', '=', customerId)]),
    )
    .orderBy('at', 'desc')
    .orderBy('place', 'desc')
    .orderBy('mergeId', 'desc')
    .limit(limit)
    .execute()
}

/** Settles an entry that still stands as it was read; false when somebody else was first. */
export async function settleLogged(
  trx: Database,
  { mergeId, outcome }: Pick<MergeRow, 'mergeId' | 'outcome'>,
  settled: { outcome: string; settledAt: number; settledBy: string },
): Promise<boolean> {
  const row = await trx
    .updateTable('identityMerge')
    .set(settled)
    .where('mergeId', '=', mergeId)
    .where('outcome', '=', outcome)
    .returning('mergeId')
    .executeTakeFirst()
  return row !== undefined
}

/** The customer that an id stands for now: the one it was merged into, if it was. */
export async function standsFor(db: Database, customerId: string): Promise<string> {
  let id = customerId
  for (;;) {
    const row = await db
      .selectFrom('identityMerge')
      .select('keptCustomerId')
      .where('mergedCustomerId', '=', id)
      .where('outcome', '=', 'merged')
      .executeTakeFirst()
    if (!row) return id
    id = row.keptCustomerId
  }
}
