import { type Draw, mulberry32 } from '../../../domain/learning/random/generator.ts'
import { connect } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { summariseDays } from '../../orders/purchase-summaries.ts'
import { type Baskets, benchBaskets } from './baskets.ts'
import { writeEvents, writeTouches } from './behaviour-rows.ts'
import { type BulkWriter, openBulkWriter } from './bulk-writer.ts'
import { writeCoupon } from './coupons/coupon-rows.ts'
import { drawCourse, withCoupon } from './coupons/course.ts'
import { writeCredits } from './coupons/credit-rows.ts'
import { type Uses, writeLedger } from './coupons/ledger-rows.ts'
import { createModelSample } from './model-sample.ts'
import { orderRows, purchaseDays } from './order-rows.ts'
import { benchPerson, writePerson } from './person-rows.ts'
import { benchMembers, type BenchProduct, benchProducts, writeShop } from './shop-rows.ts'

/** The setting that says what was generated. */
export const benchKey = 'bench'
/** Raised when other rows come out of the same seed. */
export const edition = 2
/** Some thousands of rows. */
const customersBetweenFlushes = 100

export interface StoreSize {
  /** An empty database or none yet; nobody else has it open. */
  databaseUrl: string
  customers: number
  /** The store's now; the history ends here. */
  asOf: number
  seed: number
}

/**
 * Fills a database with a store of this size: customers with ids, followers and tags, ten orders a customer over two years
 * as MBG/NBD and Gamma-Gamma have it, events, touches, coupons with their moves, ledger, credits and trail, and a model
 * fitted to some of them. Equal arguments make equal rows.
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
  const shop = { draw, members, products, baskets, sample, uses, asOf }
  for (let index = 1; index <= customers; index += 1) {
    writeCustomer(writer, index, shop)
    if (index % customersBetweenFlushes === 0) await writer.flush()
  }
  for (const use of uses.values()) writer.add('budgetUse', use)
  sample.write(writer)
  const valueJson = JSON.stringify({ customers, seed, edition })
  writer.add('setting', { key: benchKey, valueJson, updatedAt: asOf })
  await writer.close()
}

interface Shop {
  draw: Draw
  members: readonly string[]
  products: readonly BenchProduct[]
  baskets: Baskets
  sample: ReturnType<typeof createModelSample>
  uses: Uses
  asOf: number
}

/** All rows of one customer. */
function writeCustomer(
  writer: BulkWriter,
  index: number,
  { draw, members, products, baskets, sample, uses, asOf }: Shop,
): void {
  const person = benchPerson(draw, index, { members, asOf })
  const customer = { ...person, advisorUserId: person.userIds[0] ?? '' }
  const placed = orderRows(draw, customer, { baskets, asOf })
  const course = drawCourse(draw, person, { orders: placed, asOf })
  const orders = withCoupon(placed, course)
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
  const touches = writeTouches(writer, draw, person, asOf)
  if (course) {
    touches.push(writeCoupon(writer, course))
    writeLedger(writer, uses, course)
  }
  writeCredits(writer, { orders, touches, course }, asOf)
}
