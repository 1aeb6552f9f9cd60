import type { DatedPurchase } from '../../domain/ltv/purchase-summary.ts'
import { rfmWindowDays } from '../../domain/rfm/rfm-values.ts'
import type { Database } from '../db/connect.ts'
import { isSummaryUsable, type SummaryColumns } from './score.ts'

const pageSize = 2000

export interface Buyer {
  row: SummaryColumns & { customerId: string }
  /** Totals of purchase days up to `asOfDay`; only those of the last 12 months when the stored summary is usable. */
  purchases: DatedPurchase[]
}

/** All customers with a purchase, page by page in constant memory; no transaction stays open between pages. */
export async function* readBuyers(db: Database, asOfDay: number): AsyncGenerator<Buyer[]> {
  let after = ''
  for (;;) {
    const rows = await db
      .selectFrom('customer')
      .select(['customerId', 'purchaseDays', 'firstPurchaseDay', 'lastPurchaseDay', 'netSpendFen'])
      .select(['repeatSpendFen', 'rfmSegment'])
      .where('customerId', '>', after)
      .where('purchaseDays', '>', 0)
      .orderBy('customerId')
      .limit(pageSize)
      .execute()
    const last = rows[rows.length - 1]
    if (!last) return
    const isWindowEnough = rows.every((row) => isSummaryUsable(row, asOfDay))
    const fromDay = isWindowEnough ? asOfDay - rfmWindowDays + 1 : null
    const totals = await readDayTotals(db, { after, upTo: last.customerId, fromDay, asOfDay })
    yield rows.map((row) => ({ row, purchases: totals.get(row.customerId) ?? [] }))
    after = last.customerId
  }
}

async function readDayTotals(
  db: Database,
  range: { after: string; upTo: string; fromDay: number | null; asOfDay: number },
): Promise<Map<string, DatedPurchase[]>> {
  let query = db
    .selectFrom('purchaseOrder')
    .where('customerId', '>', range.after)
    .where('customerId', '<=', range.upTo)
    .where('status', '=', 'paid')
    .where('orderedDay', '<=', range.asOfDay)
    .groupBy(['customerId', 'orderedDay'])
    .select((eb) => ['customerId', 'orderedDay as day', eb.fn.sum<number>('netFen').as('netFen')])
  if (range.fromDay !== null) query = query.where('orderedDay', '>=', range.fromDay)
  let agedQuery = db
    .selectFrom('agedPurchase')
    .where('customerId', '>', range.after)
    .where('customerId', '<=', range.upTo)
    .where('orderedDay', '<=', range.asOfDay)
    .select(['customerId', 'orderedDay as day', 'netFen'])
  if (range.fromDay !== null) agedQuery = agedQuery.where('orderedDay', '>=', range.fromDay)
  const totals = new Map<string, DatedPurchase[]>()
  for (const { customerId, day, netFen } of [...(await agedQuery.execute()), ...(await query.execute())]) {
    const known = totals.get(customerId)
    if (known) known.push({ day, netFen })
    else totals.set(customerId, [{ day, netFen }])
  }
  return totals
}
