import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IdentityKey } from '../../../src/server/identity/identity-key.ts'
import { findOwners } from '../../../src/server/identity/owners.ts'
import { insertCustomers, insertIdentities, lockKnown } from '../../../src/server/identity/repository.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

const phone = (value: string): IdentityKey => ({ kind: 'phone', value })
const shop = (value: string): IdentityKey => ({ kind: 'shopCustomerId', value })
const union = (value: string): IdentityKey => ({ kind: 'unionId', value })

describe.each(engines)('the owners of identities on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    const customers = ['one', 'two'].map((customerId) => ({
      customerId,
      externalUserId: null,
      assignmentKey: customerId,
    }))
    await insertCustomers(database.db, customers, 5)
    const owned = [
      { ...phone('1'), customerId: 'one' },
      { ...shop('A'), customerId: 'one' },
      { ...union('u1'), customerId: 'one' },
      { ...phone('2'), customerId: 'two' },
      { ...shop('B'), customerId: 'two' },
    ]
    await insertIdentities(database.db, owned, 'test', 5)
  })
  afterAll(() => database.destroy())

  const sorted = async (rows: IdentityKey[][]) => {
    const owners = await findOwners(database.db, rows)
    return owners
      .map((owner) => ({ ...owner, keys: owner.keys.map(({ kind, value }) => `${kind}:${value}`).sort() }))
      .sort((a, b) => (a.customerId < b.customerId ? -1 : 1))
  }

  it('need no more than what the rows name where each row is of one customer', async () => {
    expect(await sorted([[shop('A'), phone('1')], [phone('2')]])).toMatchObject([
      { customerId: 'one', keys: ['phone:1', 'shopCustomerId:A'] },
      { customerId: 'two', keys: ['phone:2'] },
    ])
  })

  it('come with all identities where a row brings a new one', async () => {
    expect(await sorted([[shop('A'), phone('9')], [phone('2')]])).toMatchObject([
      { customerId: 'one', createdAt: 5, keys: ['phone:1', 'shopCustomerId:A', 'unionId:u1'] },
      { customerId: 'two', keys: ['phone:2'] },
    ])
  })

  it('come with all identities where a row names two of them, whatever other rows name', async () => {
    expect(await sorted([[phone('2')], [shop('A'), phone('2')], [phone('7')]])).toMatchObject([
      { customerId: 'one', createdAt: 5, keys: ['phone:1', 'shopCustomerId:A', 'unionId:u1'] },
      { customerId: 'two', createdAt: 5, keys: ['phone:2', 'shopCustomerId:B'] },
    ])
  })

  it('are locked all or not at all', async () => {
    const known = await findOwners(database.db, [[phone('1')], [phone('2')]])
    expect(await lockKnown(database.db, known)).toHaveLength(2)
    expect(await lockKnown(database.db, [])).toEqual([])
    const gone = { customerId: 'three', createdAt: 1, isNew: false, keys: [] }
    expect(await lockKnown(database.db, [...known, gone])).toBeNull()
  })
})
