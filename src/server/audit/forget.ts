import type { Database } from '../db/connect.ts'

/** How often a place is looked at in one transaction. */
const batchSize = 500

/** Replaces texts wherever they stand in a value of JSON, keys apart. */
export type Rewrite = (text: string) => string

function rewritten(value: unknown, rewrite: Rewrite): unknown {
  if (typeof value === 'string') return rewrite(value)
  if (Array.isArray(value)) return value.map((part) => rewritten(part, rewrite))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rewritten(part, rewrite)]))
}

/**
 * Entries about an erased person stay, under the pseudonym and without what names them: who did what and when can be read
 * as before. The only change that the trail knows.
 */
export async function pseudonymiseAudit(
  trx: Database,
  { customerIds, orderIds }: { customerIds: readonly string[]; orderIds: readonly string[] },
  { pseudonym, rewrite }: { pseudonym: string; rewrite: Rewrite },
): Promise<number> {
  const rows = await trx
    .selectFrom('audit')
    .select(['auditId', 'subjectId', 'detailsJson'])
    .where((eb) =>
      eb.or([
        eb('customerId', 'in', customerIds),
        ...(orderIds.length === 0
          ? []
          : [eb.and([eb('subjectKind', '=', 'order'), eb('subjectId', 'in', orderIds)])]),
      ]),
    )
    .execute()
  for (const { auditId, subjectId, detailsJson } of rows)
    await trx
      .updateTable('audit')
      .set({
        customerId: pseudonym,
        subjectId: rewrite(subjectId),
        detailsJson: JSON.stringify(rewritten(JSON.parse(detailsJson), rewrite)),
      })
      .where('auditId', '=', auditId)
      .execute()
  return rows.length
}

/** Deletes a batch of the reads before the instant; answers how many. Actions are kept. */
export async function deleteOldReads(db: Database, before: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('audit')
    .where('auditId', 'in', (eb) =>
      eb
        .selectFrom('audit')
        .select('auditId')
        .where('action', '=', 'customer.read')
        .where('at', '<', before)
        .limit(batchSize),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}
