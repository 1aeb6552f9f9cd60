import { sql } from 'kysely'
import { type Database, engineOf } from '../db/connect.ts'
import { padded } from '../db/padded.ts'
import { preparedList } from '../db/prepared.ts'
import { rowsStatement } from '../db/rows-statement.ts'
import type { IdentityKey } from './identity-key.ts'
import type { KnownCustomer } from './link-planner.ts'

const rowsOf = preparedList((db, customerIds) =>
  db.selectFrom('customer').select(['customerId', 'mergedAt']).where('customerId', 'in', customerIds),
)

/** The rows of those that still exist, which nobody else changes until the transaction ends. One on SQLite has the whole file's lock. */
async function lockRows(trx: Database, customerIds: readonly string[]) {
  if (engineOf(trx) === 'sqlite' || customerIds.length === 0) return rowsOf(trx, customerIds)
  return trx
    .updateTable('customer')
    .set((eb) => ({ lockVersion: eb('lockVersion', '+', 1) }))
    .where('customerId', 'in', padded([...customerIds].sort()))
    .returning(['customerId', 'mergedAt'])
    .execute()
}

/** Takes the row locks and answers which of the customers still exist. */
export async function lockCustomers(trx: Database, customerIds: readonly string[]): Promise<Set<string>> {
  const rows = await lockRows(trx, customerIds)
  return new Set(rows.map(({ customerId }) => customerId))
}

/** Takes the row locks of all of these and answers them as they are under the locks; null when one of them is gone. */
export async function lockKnown(
  trx: Database,
  known: readonly KnownCustomer[],
): Promise<KnownCustomer[] | null> {
  const rows = await lockRows(
    trx,
    known.map(({ customerId }) => customerId),
  )
  if (rows.length < known.length) return null
  const mergedAt = new Map<string, number>()
  for (const row of rows) if (row.mergedAt !== null) mergedAt.set(row.customerId, row.mergedAt)
  return known.map((customer) => ({ ...customer, mergedAt: mergedAt.get(customer.customerId) ?? null }))
}

export interface NewIdentity extends IdentityKey {
  customerId: string
}

interface IdentityRow extends NewIdentity {
  source: string
  createdAt: number
}

const identityColumns = ['kind', 'value', 'customerId', 'source', 'createdAt'] as const

const insertIdentityRows = rowsStatement<IdentityRow, IdentityKey>(identityColumns, (db, rows) =>
  db
    .insertInto('identity')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning(['kind', 'value'])
    .compile(),
)

/** Stores identities that nobody else has stored meanwhile; answers those that went in. */
export async function insertIdentities(
  trx: Database,
  identities: readonly NewIdentity[],
  source: string,
  createdAt: number,
): Promise<IdentityKey[]> {
  const rows = identities.map(({ kind, value, customerId }) => ({
    kind,
    value,
    customerId,
    source,
    createdAt,
  }))
  return (await insertIdentityRows(trx, rows)).rows
}

export async function deleteIdentities(trx: Database, keys: readonly IdentityKey[]): Promise<void> {
  for (const { kind, value } of keys) {
    await trx.deleteFrom('identity').where('kind', '=', kind).where('value', '=', value).execute()
  }
}

export interface NewCustomer {
  customerId: string
  externalUserId: string | null
  assignmentKey: string
}

/** A customer nobody knows anything of yet. */
const blank = {
  name: sql.lit(''),
  contactType: sql.lit(1),
  gender: sql.lit(0),
  fieldsJson: sql.lit('{}'),
  lockVersion: sql.lit(0),
  orderCount: sql.lit(0),
  purchaseDays: sql.lit(0),
  netSpendFen: sql.lit(0),
  repeatSpendFen: sql.lit(0),
}

interface CustomerRow extends NewCustomer {
  createdAt: number
  updatedAt: number
}

const customerColumns = ['customerId', 'externalUserId', 'assignmentKey', 'createdAt', 'updatedAt'] as const

const insertCustomerRows = rowsStatement<CustomerRow>(customerColumns, (db, rows) =>
  db
    .insertInto('customer')
    .values(
      rows.map(({ customerId, externalUserId, assignmentKey, createdAt, updatedAt }) => ({
        customerId,
        externalUserId,
        assignmentKey,
        createdAt,
        updatedAt,
        ...blank,
      })),
    )
    .compile(),
)

export async function insertCustomers(
  trx: Database,
  customers: readonly NewCustomer[],
  at: number,
): Promise<void> {
  await insertCustomerRows(
    trx,
    customers.map((customer) => ({ ...customer, createdAt: at, updatedAt: at })),
  )
}

/** The first external contact id of a customer is also its own column. */
export async function setExternalUserId(trx: Database, identity: NewIdentity): Promise<void> {
  await trx
    .updateTable('customer')
    .set({ externalUserId: identity.value })
    .where('customerId', '=', identity.customerId)
    .where('externalUserId', 'is', null)
    .execute()
}
