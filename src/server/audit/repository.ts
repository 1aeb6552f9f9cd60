import type { Expression, Selectable, SqlBool } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

export type AuditRow = Selectable<Schema['audit']>

export interface AuditPlace {
  at: number
  auditId: string
}

export interface AuditFilter {
  actor: string | undefined
  /** Null: not asked for; empty: nobody. */
  customerIds: readonly string[] | null
  action: string | undefined
  /** Inclusive. */
  from: number | undefined
  /** Exclusive. */
  until: number | undefined
}

/** Latest first, `limit` of those after `cursor`. */
export async function findEntries(
  db: Database,
  { actor, customerIds, action, from, until }: AuditFilter,
  cursor: AuditPlace | null,
  limit: number,
): Promise<(AuditRow & { externalUserId: string | null })[]> {
  if (customerIds?.length === 0) return []
  return db
    .selectFrom('audit')
    .leftJoin('customer', 'customer.customerId', 'audit.customerId')
    .selectAll('audit')
    .select('customer.externalUserId')
    .where((eb) => {
      const parts: Expression<SqlBool>[] = []
      if (actor !== undefined) parts.push(eb('actor', '=', actor))
      if (customerIds !== null) parts.push(eb('audit.customerId', 'in', customerIds))
      if (action !== undefined)
        parts.push(
          action.endsWith('.')
            ? eb.and([eb('action', '>=', action), eb('action', '<', `${action}~`)])
            : eb('action', '=', action),
        )
      if (from !== undefined) parts.push(eb('at', '>=', from))
      if (until !== undefined) parts.push(eb('at', '<', until))
      if (cursor !== null)
        parts.push(
          eb.or([
            eb('at', '<', cursor.at),
            eb.and([eb('at', '=', cursor.at), eb('auditId', '<', cursor.auditId)]),
          ]),
        )
      return eb.and(parts)
    })
    .orderBy('at', 'desc')
    .orderBy('auditId', 'desc')
    .limit(limit)
    .execute()
}

/** The customer of this id in the product or in WeCom, with all that were merged into them since. */
export async function customerIdsOf(db: Database, id: string): Promise<string[]> {
  const known = await db
    .selectFrom('customer')
    .select('customerId')
    .where('externalUserId', '=', id)
    .executeTakeFirst()
  const ids = [known?.customerId ?? id]
  for (const keptId of ids) {
    const merged = await db
      .selectFrom('identityMerge')
      .select('mergedCustomerId')
      .where('keptCustomerId', '=', keptId)
      .where('outcome', '=', 'merged')
      .execute()
    for (const { mergedCustomerId } of merged)
      if (mergedCustomerId !== null && !ids.includes(mergedCustomerId)) ids.push(mergedCustomerId)
  }
  return ids
}

export async function insertEntries(db: Database, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('audit').values(rows).execute()
}

/** The customers of these ids in WeCom. */
export async function customersByExternalId(
  db: Database,
  externalUserIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('customer')
    .select(['customerId', 'externalUserId'])
    .where('externalUserId', 'in', externalUserIds)
    .execute()
  return new Map(
    rows.flatMap(({ customerId, externalUserId }) =>
      externalUserId === null ? [] : [[externalUserId, customerId]],
    ),
  )
}
