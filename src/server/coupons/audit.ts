import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'

export interface AuditEntry {
  at: number
  actor: string
  action: string
  subjectKind: 'coupon' | 'order'
  subjectId: string
  details: Record<string, unknown>
}

export async function recordAudit(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { details, ...entry }: AuditEntry,
): Promise<void> {
  await trx
    .insertInto('audit')
    .values({ auditId: newId(context, 'aud'), detailsJson: JSON.stringify(details), ...entry })
    .execute()
}

/** Details of the latest entry of this action on the subject. */
export async function latestAudit(
  db: Database,
  action: string,
  subjectKind: AuditEntry['subjectKind'],
  subjectId: string,
): Promise<Record<string, unknown> | null> {
  const row = await db
    .selectFrom('audit')
    .select('detailsJson')
    .where('subjectKind', '=', subjectKind)
    .where('subjectId', '=', subjectId)
    .where('action', '=', action)
    .orderBy('at', 'desc')
    .orderBy('auditId', 'desc')
    .executeTakeFirst()
  return row ? (JSON.parse(row.detailsJson) as Record<string, unknown>) : null
}
