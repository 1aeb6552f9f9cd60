import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

export type CustomerRow = Selectable<Schema['customer']>

export function findByExternalUserId(db: Database, externalUserId: string): Promise<CustomerRow | undefined> {
  return db.selectFrom('customer').selectAll().where('externalUserId', '=', externalUserId).executeTakeFirst()
}

export function findById(db: Database, customerId: string): Promise<CustomerRow | undefined> {
  return db.selectFrom('customer').selectAll().where('customerId', '=', customerId).executeTakeFirst()
}

/** Customers that WeCom knows: the hold-out starts at a number of them. */
export async function countLinked(db: Database): Promise<number> {
  const row = await db
    .selectFrom('customer')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('externalUserId', 'is not', null)
    .executeTakeFirstOrThrow()
  return row.count
}

/** The row lock of both engines: whoever spends for this customer raises the version first. */
export async function lockCustomer(trx: Database, customerId: string): Promise<void> {
  await trx
    .updateTable('customer')
    .set((eb) => ({ lockVersion: eb('lockVersion', '+', 1) }))
    .where('customerId', '=', customerId)
    .execute()
}
