import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs, localDay } from '../../../src/domain/calendar.ts'
import { engines } from '../../support/databases.ts'
import { openSeeded, type Seeded, seededAt } from './seeded.ts'

interface Item {
  sku: string
  quantity: number
  unitPriceFen: number
}

describe.each(engines)('the demo orders on $name', ({ open }) => {
  let seeded: Seeded
  beforeAll(async () => {
    seeded = await openSeeded(open)
  })
  afterAll(() => seeded.destroy())

  const ordersOf = () => seeded.db.selectFrom('purchaseOrder').selectAll().execute()

  it('span 14 months and use every status', async () => {
    const orders = await ordersOf()
    const oldest = Math.min(...orders.map(({ orderedAt }) => orderedAt))
    expect((seededAt - oldest) / dayMs).toBeGreaterThan(400)
    expect((seededAt - oldest) / dayMs).toBeLessThan(426)
    expect(new Set(orders.map(({ status }) => status))).toEqual(
      new Set(['paid', 'created', 'cancelled', 'refunded']),
    )
  })

  it('add up: items less coupon plus shipping is what was paid', async () => {
    const discounts = new Map(
      (await seeded.db.selectFrom('coupon').select(['orderId', 'discountFen']).execute()).map((coupon) => [
        coupon.orderId,
        coupon.discountFen ?? 0,
      ]),
    )
    const products = new Map(
      (await seeded.db.selectFrom('product').selectAll().execute()).map((p) => [p.sku, p.priceFen]),
    )
    for (const order of await ordersOf()) {
      const items = JSON.parse(order.itemsJson) as Item[]
      for (const { sku, unitPriceFen } of items) expect(products.get(sku)).toBe(unitPriceFen)
      if (order.paidAt === null) continue
      const goods = items.reduce((sum, item) => sum + item.quantity * item.unitPriceFen, 0)
      expect(order.paidFen).toBe(goods - (discounts.get(order.orderId) ?? 0) + order.shippingFen)
      expect(order.netFen).toBe(Math.max(0, order.paidFen - order.refundedFen - order.shippingFen))
    }
  })

  it('equal the summary columns of their customers', async () => {
    const orders = await ordersOf()
    const timeZone = seeded.context.config.timeZone
    for (const customer of await seeded.db.selectFrom('customer').selectAll().execute()) {
      const paid = orders.filter((o) => o.customerId === customer.customerId && o.status === 'paid')
      const byDay = new Map<number, number>()
      for (const { orderedAt, netFen } of paid) {
        const day = localDay(orderedAt, timeZone)
        byDay.set(day, (byDay.get(day) ?? 0) + netFen)
      }
      const days = [...byDay.keys()].sort((a, b) => a - b)
      const netSpendFen = paid.reduce((sum, { netFen }) => sum + netFen, 0)
      expect(customer).toMatchObject({
        orderCount: paid.length,
        purchaseDays: days.length,
        firstPurchaseDay: days[0] ?? null,
        lastPurchaseDay: days.at(-1) ?? null,
        netSpendFen,
        repeatSpendFen: netSpendFen - (byDay.get(days[0] ?? 0) ?? 0),
        lastOrderAt: paid.length === 0 ? null : Math.max(...paid.map(({ orderedAt }) => orderedAt)),
      })
    }
  })

  it('and all else that counts make the last activity', async () => {
    const latest = new Map<string, number>()
    const note = (customerId: string, at: number | null) => {
      if (at !== null && at <= seededAt) latest.set(customerId, Math.max(latest.get(customerId) ?? 0, at))
    }
    for (const order of await ordersOf()) note(order.customerId, order.orderedAt)
    for (const event of await seeded.db.selectFrom('shopEvent').selectAll().execute())
      note(event.customerId, event.occurredAt)
    for (const coupon of await seeded.db.selectFrom('coupon').selectAll().execute()) {
      note(coupon.customerId, coupon.openedAt)
      note(coupon.customerId, coupon.claimedAt)
    }
    const customers = await seeded.db
      .selectFrom('customer')
      .selectAll()
      .where('askingUntil', 'is', null)
      .execute()
    expect(customers).toHaveLength(599)
    for (const { customerId, lastActivityAt } of customers)
      expect(lastActivityAt).toBe(latest.get(customerId) ?? null)
  })
})
