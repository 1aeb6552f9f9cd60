import type { Insertable } from 'kysely'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { preparedWrite } from '../db/prepared-write.ts'
import type { Schema } from '../db/schema.ts'

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

export interface IngestEntry {
  keyId: string
  /** What was told: `orders`, `events`, `customers`, `products` or `group-days`. */
  kind: string
  counts: Record<string, number>
}

/** One entry for each request of the shop's systems: who sent how much of what, never a row of it. */
export function recordIngest(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { keyId, kind, counts }: IngestEntry,
): Promise<void> {
  const subject = { subjectKind: 'ingest', subjectId: kind }
  return recordAudit(trx, context, {
    at: context.now(),
    actor: keyId,
    action: `ingest.${kind}`,
    ...subject,
    details: counts,
  })
}

const insertEntry = preparedWrite((trx, entry: Insertable<Schema['audit']>) => {
  const { auditId, at, actor, action, subjectKind, subjectId, detailsJson, customerId } = entry
  const values = { auditId, at, actor, action, subjectKind, subjectId, detailsJson, customerId }
  return trx.insertInto('audit').values(values)
})

/** Adds an entry within the transaction of what it tells of: both happen or neither. */
export async function recordAudit(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { details, customerId = null, ...entry }: AuditEntry,
): Promise<void> {
  const auditId = newId(context, 'aud')
  await insertEntry(trx, { auditId, detailsJson: JSON.stringify(details), customerId, ...entry })
}
