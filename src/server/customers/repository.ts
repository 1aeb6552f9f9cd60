import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import { preparedWrite } from '../db/prepared-write.ts'
import type { Schema } from '../db/schema.ts'

export type CustomerRow = Selectable<Schema['customer']>

const byExternalUserId = prepared((db, { externalUserId }: { externalUserId: string }) =>
  db.selectFrom('customer').selectAll().where('externalUserId', '=', externalUserId),
)

const byId = prepared((db, { customerId }: { customerId: string }) =>
  db.selectFrom('customer').selectAll().where('customerId', '=', customerId),
)

export async function findByExternalUserId(
  db: Database,
  externalUserId: string,
): Promise<CustomerRow | undefined> {
  return (await byExternalUserId(db, { externalUserId }))[0]
}

export async function findById(db: Database, customerId: string): Promise<CustomerRow | undefined> {
  return (await byId(db, { customerId }))[0]
}

const linkedCustomers = prepared((db, { most }: { most: number }) =>
  db
    .selectFrom(
      db
        .selectFrom('customer')
        .select('externalUserId')
        .where('externalUserId', 'is not', null)
        .limit(most)
        .as('linked'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count')),
)

/** Customers that WeCom knows, counted up to `most`: the hold-out starts at a number of them, and no more is asked. */
export async function countLinked(db: Database, most: number): Promise<number> {
  const [row] = await linkedCustomers(db, { most })
  return row?.count ?? 0
}

const raiseLock = preparedWrite((trx, { customerId }: { customerId: string }) =>
  trx
    .updateTable('customer')
    .set((eb) => ({ lockVersion: eb('lockVersion', '+', 1) }))
    .where('customerId', '=', customerId),
)

/** The row lock of both engines: whoever spends for this customer raises the version first. */
export async function lockCustomer(trx: Database, customerId: string): Promise<void> {
  await raiseLock(trx, { customerId })
}
