import type { Database } from '../db/connect.ts'
import { preparedList } from '../db/prepared.ts'
import { type IdentityKey, type IdentityKind, identityKinds } from './identity-key.ts'
import { KeyMap } from './key-map.ts'
import type { KnownCustomer } from './link-planner.ts'

const ownersOf = (kind: IdentityKind) =>
  preparedList((db, values) =>
    db
      .selectFrom('identity')
      .select(['value', 'customerId'])
      .where('kind', '=', kind)
      .where('value', 'in', values),
  )
const ownersOfKind = identityKinds.map((kind) => ({ kind, find: ownersOf(kind) }))

/** Who owns these identities now. */
async function ownersByKey(db: Database, rows: readonly IdentityKey[][]): Promise<KeyMap<string>> {
  const owners = new KeyMap<string>()
  for (const { kind, find } of ownersOfKind) {
    const values = new Set<string>()
    for (const keys of rows) for (const key of keys) if (key.kind === kind) values.add(key.value)
    for (const { value, customerId } of await find(db, [...values])) owners.set({ kind, value }, customerId)
  }
  return owners
}

/**
 * The customers that own any identity of these rows. Those of a row that names only identities of one customer come with what the rows
 * name; all others, which may get identities or be merged, with all their identities.
 */
export async function findOwners(db: Database, rows: readonly IdentityKey[][]): Promise<KnownCustomer[]> {
  const owners = await ownersByKey(db, rows)
  const known = new Map<string, KnownCustomer>()
  const unsettled = new Set<string>()
  for (const keys of rows) {
    const ids = keys.map((key) => owners.get(key))
    if (ids.every((id) => id === ids[0])) continue
    for (const customerId of ids) if (customerId !== undefined) unsettled.add(customerId)
  }
  for (const keys of rows) {
    for (const key of keys) {
      const customerId = owners.get(key)
      if (customerId === undefined || unsettled.has(customerId)) continue
      const customer = known.get(customerId)
      if (customer) customer.keys.push(key)
      else known.set(customerId, { customerId, createdAt: 0, isNew: false, keys: [key] })
    }
  }
  return [...known.values(), ...(await withAllKeys(db, [...unsettled]))]
}

const identitiesOf = preparedList((db, customerIds) =>
  db
    .selectFrom('identity')
    .innerJoin('customer', 'customer.customerId', 'identity.customerId')
    .select(['identity.kind', 'identity.value', 'customer.customerId', 'customer.createdAt'])
    .where('identity.customerId', 'in', customerIds),
)

async function withAllKeys(db: Database, customerIds: readonly string[]): Promise<KnownCustomer[]> {
  const customers = new Map<string, KnownCustomer>()
  for (const { customerId, createdAt, kind, value } of await identitiesOf(db, customerIds)) {
    const customer = customers.get(customerId) ?? { customerId, createdAt, isNew: false, keys: [] }
    customer.keys.push({ kind: kind as IdentityKind, value })
    customers.set(customerId, customer)
  }
  return [...customers.values()]
}
