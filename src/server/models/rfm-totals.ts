import { sql } from 'kysely'
import { dayMs } from '../../domain/calendar.ts'
import { type RfmValues, rfmWindowDays } from '../../domain/rfm/rfm-values.ts'
import type { Database } from '../db/connect.ts'

/** Customers by their ids: after the first, up to and with the second. */
export interface IdRange {
  after: string
  upTo: string
}

/** Whether any of these customers has purchases past the retention within the window: then orders alone do not tell. */
export async function hasAgedInWindow(db: Database, range: IdRange, asOfDay: number): Promise<boolean> {
  const row = await db
    .selectFrom('agedPurchase')
    .select('customerId')
    .where('customerId', '>', range.after)
    .where('customerId', '<=', range.upTo)
    .where('orderedDay', '>', asOfDay - rfmWindowDays)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * `rfmValuesOf` of customers without a purchase after the day, counted by the database. No instant of a local day comes a day before
 * the same day begins in UTC, which spares reading older orders than the index tells.
 */
export async function rfmOfOrders(
  db: Database,
  range: IdRange,
  asOfDay: number,
): Promise<Map<string, RfmValues>> {
  const fromDay = asOfDay - rfmWindowDays + 1
  const rows = await db
    .selectFrom('purchaseOrder')
    .where('customerId', '>', range.after)
    .where('customerId', '<=', range.upTo)
    .where('orderedAt', '>=', (fromDay - 1) * dayMs)
    .where('orderedDay', '>=', fromDay)
    .where('orderedDay', '<=', asOfDay)
    .where('status', '=', 'paid')
    .groupBy('customerId')
    .select((eb) => [
      'customerId',
      eb.fn.max<number>('orderedDay').as('lastDay'),
      sql<number>`count(distinct ordered_day)`.as('orderDays'),
      eb.fn.sum<number>('netFen').as('netFen'),
    ])
    .execute()
  return new Map(
    rows.map(({ customerId, lastDay, orderDays, netFen }) => [
      customerId,
      { recencyDays: asOfDay - lastDay, orderDays, meanValueFen: netFen / orderDays },
    ]),
  )
}
