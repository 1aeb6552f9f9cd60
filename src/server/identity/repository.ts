import type { Database } from '../db/connect.ts'
import { type IdentityKey, type IdentityKind, identityKinds } from './identity-key.ts'
import type { KnownCustomer } from './link-planner.ts'

/** The customers that own any of these identities, each with all its identities. */
export async function findOwners(db: Database, keys: readonly IdentityKey[]): Promise<KnownCustomer[]> {
  const owners = new Set<string>()
  for (const kind of identityKinds) {
    const values = [...new Set(keys.filter((key) => key.kind === kind).map(({ value }) => value))]
    if (values.length === 0) continue
    const rows = await db
      .selectFrom('identity')
      .select('customerId')
      .where('kind', '=', kind)
      .where('value', 'in', values)
      .execute()
    for (const { customerId } of rows) owners.add(customerId)
  }
  if (owners.size === 0) return []
  const rows = await db
    .selectFrom('identity')
    .innerJoin('customer', 'customer.customerId', 'identity.customerId')
    .select(['identity.kind', 'identity.value', 'customer.customerId', 'customer.createdAt'])
    .where('identity.customerId', 'in', [...owners])
    .execute()
  const customers = new Map<string, KnownCustomer>()
  for (const { customerId, createdAt, kind, value } of rows) {
    const customer = customers.get(customerId) ?? { customerId, createdAt, isNew: false, keys: [] }
    customer.keys.push({ kind: kind as IdentityKind, value })
    customers.set(customerId, customer)
  }
  return [...customers.values()]
}

/** Takes the row locks and answers which of the customers still exist. */
export async function lockCustomers(trx: Database, customerIds: readonly string[]): Promise<Set<string>> {
  if (customerIds.length === 0) return new Set()
  const rows = await trx
    .updateTable('customer')
    .set((eb) => ({ lockVersion: eb('lockVersion', '+', 1) }))
    .where('customerId', 'in', [...customerIds].sort())
    .returning('customerId')
    .execute()
  return new Set(rows.map(({ customerId }) => customerId))
}

export interface NewIdentity extends IdentityKey {
  customerId: string
}

/** Stores identities that nobody else has stored meanwhile; answers those that went in. */
export function insertIdentities(
  trx: Database,
  identities: readonly NewIdentity[],
  source: string,
  createdAt: number,
): Promise<IdentityKey[]> {
  return trx
    .insertInto('identity')
    .values(identities.map(({ kind, value, customerId }) => ({ kind, value, customerId, source, createdAt })))
    .onConflict((conflict) => conflict.doNothing())
    .returning(['kind', 'value'])
    .execute() as Promise<IdentityKey[]>
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

export async function insertCustomers(
  trx: Database,
  customers: readonly NewCustomer[],
  at: number,
): Promise<void> {
  const blank = {
    name: '',
    avatar: null,
    contactType: 1,
    gender: 0,
    birthday: null,
    memberTier: null,
    points: null,
    pointsExpireAt: null,
    fieldsJson: '{}',
    optedOutAt: null,
    firstFollowAt: null,
    contactFetchedAt: null,
    askingUntil: null,
    askingAbout: null,
    lockVersion: 0,
    orderCount: 0,
    purchaseDays: 0,
    firstPurchaseDay: null,
    lastPurchaseDay: null,
    lastOrderAt: null,
    netSpendFen: 0,
    repeatSpendFen: 0,
    lastActivityAt: null,
    ltvFen: null,
    rfmSegment: null,
    scoredVersion: null,
    createdAt: at,
    updatedAt: at,
  }
  if (customers.length === 0) return
  await trx
    .insertInto('customer')
    .values(customers.map((customer) => ({ ...customer, ...blank })))
    .execute()
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
