import type { Database } from '../db/connect.ts'

export interface AuditSubject {
  subjectKind: string
  subjectId: string
}

/** Details of the latest entry of this action on the subject, at or after `since`; null when there is none. */
export async function latestAudit(
  db: Database,
  action: string,
  { subjectKind, subjectId }: AuditSubject,
  since = 0,
): Promise<Record<string, unknown> | null> {
  const row = await db
    .selectFrom('audit')
    .select('detailsJson')
    .where('subjectKind', '=', subjectKind)
    .where('subjectId', '=', subjectId)
    .where('action', '=', action)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('auditId', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? (JSON.parse(row.detailsJson) as Record<string, unknown>) : null
}

/** Those of these subjects that the action was done to. */
export async function subjectsOf(
  db: Database,
  action: string,
  subjectKind: string,
  subjectIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('audit')
    .select('subjectId')
    .where('subjectKind', '=', subjectKind)
    .where('subjectId', 'in', subjectIds)
    .where('action', '=', action)
    .execute()
  return new Set(rows.map(({ subjectId }) => subjectId))
}
