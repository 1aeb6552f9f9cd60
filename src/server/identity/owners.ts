import type { Database } from '../db/connect.ts'
import { padded } from '../db/padded.ts'
import { type IdentityKey, type IdentityKind, identityKinds, keyText } from './identity-key.ts'
import type { KnownCustomer } from './link-planner.ts'

/** Who owns these identities now, by `keyText`. */
async function ownersByKey(db: Database, keys: readonly IdentityKey[]): Promise<Map<string, string>> {
  const owners = new Map<string, string>()
  for (const kind of identityKinds) {
    const values = [...new Set(keys.filter((key) => key.kind === kind).map(({ value }) => value))]
    if (values.length === 0) continue
    const rows = await db
      .selectFrom('identity')
      .select(['value', 'customerId'])
      .where('kind', '=', kind)
      .where('value', 'in', padded(values))
      .execute()
    for (const { value, customerId } of rows) owners.set(keyText({ kind, value }), customerId)
  }
  return owners
}

/**
 * The customers that own any identity of these rows. Those of a row that names only identities of one customer come with what the rows
 * name; all others, which may get identities or be merged, with all their identities.
 */
export async function findOwners(db: Database, rows: readonly IdentityKey[][]): Promise<KnownCustomer[]> {
  const owners = await ownersByKey(db, rows.flat())
  const known = new Map<string, KnownCustomer>()
  const unsettled = new Set<string>()
  for (const keys of rows) {
    const ids = new Set(keys.map((key) => owners.get(keyText(key))))
    if (ids.size === 1) continue
    for (const customerId of ids) if (customerId !== undefined) unsettled.add(customerId)
  }
  for (const key of rows.flat()) {
    const customerId = owners.get(keyText(key))
    if (customerId === undefined || unsettled.has(customerId)) continue
    const customer = known.get(customerId) ?? { customerId, createdAt: 0, isNew: false, keys: [] }
    customer.keys.push(key)
    known.set(customerId, customer)
  }
  return [...known.values(), ...(await withAllKeys(db, [...unsettled]))]
}

async function withAllKeys(db: Database, customerIds: readonly string[]): Promise<KnownCustomer[]> {
  if (customerIds.length === 0) return []
  const rows = await db
    .selectFrom('identity')
    .innerJoin('customer', 'customer.customerId', 'identity.customerId')
    .select(['identity.kind', 'identity.value', 'customer.customerId', 'customer.createdAt'])
    .where('identity.customerId', 'in', padded(customerIds))
    .execute()
  const customers = new Map<string, KnownCustomer>()
  for (const { customerId, createdAt, kind, value } of rows) {
    const customer = customers.get(customerId) ?? { customerId, createdAt, isNew: false, keys: [] }
    customer.keys.push({ kind: kind as IdentityKind, value })
    customers.set(customerId, customer)
  }
  return [...customers.values()]
}
