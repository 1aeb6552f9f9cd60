import { describe, expect, it } from 'vitest'
import { engines } from '../../support/databases.ts'
import { orderRow, shopSide, testNow } from '../ingest/shop-side.ts'

const people = 30
const keysOf = (person: number) => ({
  externalUserId: `wm${person}`,
  unionId: `U${person}`,
  shopCustomerId: `S${person}`,
  phone: `139${String(person).padStart(8, '0')}`,
})

/** Each person buys under one identity at a time; linking rows come in between, all at once. */
function batches() {
  const kinds = ['externalUserId', 'unionId', 'shopCustomerId', 'phone'] as const
  return Array.from({ length: 8 }, (_, batch) =>
    Array.from({ length: people }, (_, index) => {
      const person = (index * 7 + batch * 11) % people
      const keys = keysOf(person)
      const kind = kinds[batch % 4] ?? 'phone'
      const next = kinds[(batch + 1) % 4] ?? 'phone'
      const named = batch < 4 ? { [kind]: keys[kind] } : { [kind]: keys[kind], [next]: keys[next] }
      return orderRow(`o${batch}-${person}`, {
        phone: undefined,
        ...named,
        paidAt: testNow - batch * 86_400_000,
      })
    }),
  )
}

describe.each(engines)('rows that link the same people at the same time on $name', ({ open }) => {
  it('end with one customer for each, whose summary is exact', async () => {
    const { db, destroy } = await open()
    const shop = shopSide(db)
    const results = await Promise.all(batches().map((rows) => shop.ingest.orders(rows)))
    expect(results).toEqual(results.map(() => ({ accepted: people, duplicates: 0, rejected: [] })))
    const customers = await db.selectFrom('customer').selectAll().execute()
    expect(customers).toHaveLength(people)
    for (const customer of customers) {
      expect(customer).toMatchObject({ orderCount: 8, purchaseDays: 8, netSpendFen: 80_000 })
      expect(customer.externalUserId).toMatch(/^wm/)
    }
    const identities = await db.selectFrom('identity').selectAll().execute()
    expect(identities).toHaveLength(people * 4)
    const kept = new Set(customers.map(({ customerId }) => customerId))
    expect(identities.every(({ customerId }) => kept.has(customerId))).toBe(true)
    await destroy()
  })
})
