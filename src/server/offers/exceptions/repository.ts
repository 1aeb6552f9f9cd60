import type { Selectable } from 'kysely'
import type { ExceptionState } from '../../../domain/offers/exceptions/exception.ts'
import type { Database } from '../../db/connect.ts'
import { prepared } from '../../db/prepared.ts'
import type { Schema } from '../../db/schema.ts'

export type ExceptionRecord = Selectable<Schema['offerException']>

/** Those of the customer that have not run out at `asOf`, the latest first. */
export function openExceptions(db: Database, customerId: string, asOf: number): Promise<ExceptionRecord[]> {
  return unexpired(db, { customerId, asOf })
}

const unexpired = prepared((db, { customerId, asOf }: { customerId: string; asOf: number }) =>
  db
    .selectFrom('offerException')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('expiresAt', '>=', asOf)
    .orderBy('requestedAt', 'desc')
    .orderBy('exceptionId', 'desc'),
)

export function findException(db: Database, exceptionId: string): Promise<ExceptionRecord | undefined> {
  return db.selectFrom('offerException').selectAll().where('exceptionId', '=', exceptionId).executeTakeFirst()
}

export async function insertException(trx: Database, record: ExceptionRecord): Promise<void> {
  await trx.insertInto('offerException').values(record).execute()
}

/** Decides a wish that nobody decided yet; answers whether it did. */
export async function decideException(
  trx: Database,
  exceptionId: string,
  decided: { status: ExceptionState; decidedBy: string; decidedAt: number; expiresAt: number },
): Promise<boolean> {
  const result = await trx
    .updateTable('offerException')
    .set(decided)
    .where('exceptionId', '=', exceptionId)
    .where('status', '=', 'requested')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Those that nobody decided and that have not run out at `asOf`, the oldest first, with the name of the offer. */
export function waitingExceptions(
  db: Database,
  asOf: number,
): Promise<(ExceptionRecord & { termsJson: string })[]> {
  return db
    .selectFrom('offerException')
    .innerJoin('offer', 'offer.offerId', 'offerException.offerId')
    .innerJoin('offerVersion', 'offerVersion.offerVersionId', 'offer.currentVersionId')
    .selectAll('offerException')
    .select('offerVersion.termsJson')
    .where('offerException.status', '=', 'requested')
    .where('offerException.expiresAt', '>=', asOf)
    .orderBy('requestedAt')
    .orderBy('exceptionId')
    .execute()
}
