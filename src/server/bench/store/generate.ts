import { mulberry32 } from '../../../domain/learning/random/generator.ts'
import { connect } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { summariseDays } from '../../orders/purchase-summaries.ts'
import { benchBaskets } from './baskets.ts'
import { writeEvents, writeTouches } from './behaviour-rows.ts'
import { openBulkWriter } from './bulk-writer.ts'
import { type Uses, writeCoupons } from './coupon-rows.ts'
import { createModelSample } from './model-sample.ts'
import { orderRows, purchaseDays } from './order-rows.ts'
import { benchPerson, writePerson } from './person-rows.ts'
import { benchMembers, benchProducts, writeShop } from './shop-rows.ts'

/** The setting that says what was generated. */
export const benchKey = 'bench'

export interface StoreSize {
  /** An empty database or none yet; nobody else has it open. */
  databaseUrl: string
  customers: number
  /** The store's now; the history ends here. */
  asOf: number
  seed: number
}

/**
 * Fills a database with a store of this size: customers with ids, followers and tags, ten orders a customer over two years,
 * events, touches, coupons with their ledger, and a model fitted to some of them. Equal arguments make equal rows.
 */
export async function generateStore({ databaseUrl, customers, asOf, seed }: StoreSize): Promise<void> {
  const db = await connect(databaseUrl)
  await migrate(db)
  await db.destroy()
  const writer = await openBulkWriter(databaseUrl)
  const draw = mulberry32(seed)
  const members = benchMembers(customers)
  const products = benchProducts(asOf)
  const baskets = benchBaskets(draw, products)
  const sample = createModelSample(asOf)
  const uses: Uses = new Map()
  writeShop(writer, customers, asOf)
  for (let index = 1; index <= customers; index += 1) {
    const person = benchPerson(draw, index, { members, asOf })
    const customer = { ...person, advisorUserId: person.userIds[0] ?? '' }
    const orders = orderRows(draw, customer, { baskets, asOf })
    for (const order of orders) writer.add('purchaseOrder', order)
    const days = purchaseDays(orders)
    sample.take(days)
    const { customerId } = person
    const summary = summariseDays(
      customerId,
      days.map((day) => ({ customerId, ...day })),
    )
    const eventAt = writeEvents(writer, draw, person, { products, asOf })
    const activeAt = [eventAt ?? 0, ...orders.map(({ orderedAt }) => orderedAt)]
    const lastActivityAt = Math.max(...activeAt) || null
    writePerson(writer, draw, person, { summary, asOf, lastActivityAt })
    writeTouches(writer, draw, person, asOf)
    writeCoupons(writer, draw, person, { uses, asOf })
    await writer.flush()
  }
  for (const use of uses.values()) writer.add('budgetUse', use)
  sample.write(writer)
  const valueJson = JSON.stringify({ customers, seed })
  writer.add('setting', { key: benchKey, valueJson, updatedAt: asOf })
  await writer.close()
}
