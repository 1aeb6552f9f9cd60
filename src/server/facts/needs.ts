import type { OpenEnquiry } from '../../domain/actions/enquiries/open-enquiries.ts'
import type { ShopEvent } from '../../domain/behaviour/shop-event.ts'
import type { CustomerRow } from '../customers/service.ts'
import type { Database } from '../db/connect.ts'
import type { CurrentModel } from '../models/service.ts'
import type { OrderRecord } from './orders.ts'
import type { LinkNeeds } from './products.ts'

export interface FactsNeeds {
  orders: {
    ordersOf: (db: Database, customerId: string, page: { limit: number }) => Promise<OrderRecord[]>
    /** `orders` = all of the customer's, latest first, where they were read already. */
    purchasesOf: (
      db: Database,
      customerId: string,
      orders?: readonly OrderRecord[],
    ) => Promise<{ day: number; netFen: number }[]>
  }
  events: { eventsOf: (db: Database, customerId: string, sinceMs: number) => Promise<ShopEvent[]> }
  products: LinkNeeds['products']
  suggestions: {
    suppressedRuleIds: (db: Database, customerId: string, asOf: number) => Promise<string[]>
  }
  enquiries: {
    openOf: (
      db: Database,
      customerId: string,
      asOf: number,
      known: { events: readonly ShopEvent[]; asking: CustomerRow },
    ) => Promise<OpenEnquiry[]>
  }
  coupons: {
    lastOpenedOrClaimedAt: (db: Database, customerId: string) => Promise<number | null>
  }
  tags: { customerTagEnds: (db: Database, customerId: string) => Promise<(number | null)[]> }
  touches: {
    lastByRule: (
      db: Database,
      customerId: string,
      ruleIds: readonly string[],
      asOf: number,
    ) => Promise<Record<string, number>>
  }
  models: { currentModel: (db: Database) => Promise<CurrentModel> }
  customers: {
    find: (customerId: string, db?: Database) => Promise<CustomerRow | undefined>
    /** Counted no further than `most`. */
    countLinked: (db: Database, most: number) => Promise<number>
  }
}
