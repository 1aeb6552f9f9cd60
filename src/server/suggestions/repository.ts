import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import type { Schema } from '../db/schema.ts'

export type SuppressionRecord = Selectable<Schema['suggestionSuppression']>

const active = prepared((db, { customerId, asOf }: { customerId: string; asOf: number }) =>
  db
    .selectFrom('suggestionSuppression')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('endedAt', 'is', null)
    .where('until', '>', asOf)
    .orderBy('createdAt', 'desc')
    .orderBy('suppressionId'),
)

/** Put aside and not yet over at `asOf`, the latest first. */
export function activeSuppressions(
  db: Database,
  customerId: string,
  asOf: number,
): Promise<SuppressionRecord[]> {
  return active(db, { customerId, asOf })
}

export async function insertSuppression(trx: Database, record: SuppressionRecord): Promise<void> {
  await trx.insertInto('suggestionSuppression').values(record).execute()
}

/** Ends whatever puts this rule aside for the customer. */
export async function endSuppressions(
  trx: Database,
  customerId: string,
  ruleId: string,
  asOf: number,
): Promise<void> {
  await trx
    .updateTable('suggestionSuppression')
    .set({ endedAt: asOf })
    .where('customerId', '=', customerId)
    .where('ruleId', '=', ruleId)
    .where('endedAt', 'is', null)
    .execute()
}
