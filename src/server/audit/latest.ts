import { sql } from 'kysely'
import type { Database } from '../db/connect.ts'
import { padded } from '../db/padded.ts'
import { prepared } from '../db/prepared.ts'

export interface AuditSubject {
  subjectKind: string
  subjectId: string
}

/** Not the column itself: SQLite would go through all entries of the action sooner than through those of a subject. */
const entryAction = sql<string>`action || ''`

const latestDetails = prepared((db, wanted: AuditSubject & { action: string; since: number }) =>
  db
    .selectFrom('audit')
    .select('detailsJson')
    .where('subjectKind', '=', wanted.subjectKind)
    .where('subjectId', '=', wanted.subjectId)
    .where(entryAction, '=', wanted.action)
    .where('at', '>=', wanted.since)
    .orderBy('at', 'desc')
    .orderBy('auditId', 'desc')
    .limit(1),
)

/** Details of the latest entry of this action on the subject, at or after `since`; null when there is none. */
export async function latestAudit(
  db: Database,
  action: string,
  { subjectKind, subjectId }: AuditSubject,
  since = 0,
): Promise<Record<string, unknown> | null> {
  const [row] = await latestDetails(db, { action, subjectKind, subjectId, since })
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
    .where('subjectId', 'in', padded(subjectIds))
    .where(entryAction, '=', action)
    .execute()
  return new Set(rows.map(({ subjectId }) => subjectId))
}
