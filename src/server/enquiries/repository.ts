import type { Selectable } from 'kysely'
import type { EnquiryAbout, EnquiryRecord } from '../../domain/actions/enquiries/open-enquiries.ts'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import type { Schema } from '../db/schema.ts'

export type EnquiryRow = Selectable<Schema['enquiry']>

const openOrRecent = prepared((db, { customerId, sinceMs }: { customerId: string; sinceMs: number }) =>
  db
    .selectFrom('enquiry')
    .select(['about', 'startedAt', 'closedAt'])
    .where('customerId', '=', customerId)
    .where((eb) => eb.or([eb('closedAt', 'is', null), eb('closedAt', '>=', sinceMs)])),
)

/** Everything open, however old, and what began or was closed at or after `sinceMs`. */
export async function enquiriesOf(
  db: Database,
  customerId: string,
  sinceMs: number,
): Promise<EnquiryRecord[]> {
  const rows = await openOrRecent(db, { customerId, sinceMs })
  return rows.map((row) => ({ ...row, about: row.about as EnquiryAbout }))
}

export async function insertEnquiry(trx: Database, row: EnquiryRow): Promise<void> {
  await trx.insertInto('enquiry').values(row).execute()
}

/** Closes the open ones of this kind; answers how many there were. */
export async function closeOpen(
  trx: Database,
  customerId: string,
  about: EnquiryAbout,
  end: { closedAt: number; closedBy: string; outcome: string },
): Promise<number> {
  const rows = await trx
    .updateTable('enquiry')
    .set(end)
    .where('customerId', '=', customerId)
    .where('about', '=', about)
    .where('closedAt', 'is', null)
    .returning('enquiryId')
    .execute()
  return rows.length
}

/** Open ones of this kind that began within (`fromMs`, `toMs`], by anybody. */
export function openBetween(db: Database, about: EnquiryAbout, fromMs: number, toMs: number) {
  return db
    .selectFrom('enquiry')
    .select(['customerId', 'startedAt'])
    .where('about', '=', about)
    .where('closedAt', 'is', null)
    .where('startedAt', '>', fromMs)
    .where('startedAt', '<=', toMs)
    .execute()
}
