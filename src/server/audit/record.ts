import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'

export interface AuditEntry {
  at: number
  /** A member's user id, a key's id, `customer`, `cli` or `system`. */
  actor: string
  /** `noun.verb`, named in action-names.ts. */
  action: string
  subjectKind: string
  subjectId: string
  /** Whom it concerns; absent for what is about no customer. */
  customerId?: string | null
  /** Numbers and ids. Never a secret, a code, a phone number or what somebody wrote of a customer. */
  details: object
}

/** Adds an entry within the transaction of what it tells of: both happen or neither. */
export async function recordAudit(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { details, customerId = null, ...entry }: AuditEntry,
): Promise<void> {
  await trx
    .insertInto('audit')
    .values({ auditId: newId(context, 'aud'), detailsJson: JSON.stringify(details), customerId, ...entry })
    .execute()
}
