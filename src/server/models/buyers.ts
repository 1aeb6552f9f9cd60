import type { DatedPurchase } from '../../domain/ltv/purchase-summary.ts'
import type { Database } from '../db/connect.ts'
import type { IdRange } from './rfm-totals.ts'
import type { SummaryColumns } from './score.ts'

const pageSize = 2000

export interface BuyerPage {
  rows: (SummaryColumns & { customerId: string })[]
  range: IdRange
}

/** All customers with a purchase, page by page in constant memory; no transaction stays open between pages. */
export async function* readBuyerPages(db: Database): AsyncGenerator<BuyerPage> {
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
    yield { rows, range: { after, upTo: last.customerId } }
    after = last.customerId
  }
}

/** Totals of the purchase days of these customers up to `asOfDay`. */
export async function readDayTotals(
  db: Database,
  range: IdRange & { asOfDay: number },
): Promise<Map<string, DatedPurchase[]>> {
  const query = db
    .selectFrom('purchaseOrder')
    .where('customerId', '>', range.after)
    .where('customerId', '<=', range.upTo)
    .where('status', '=', 'paid')
    .where('orderedDay', '<=', range.asOfDay)
    .groupBy(['customerId', 'orderedDay'])
    .select((eb) => ['customerId', 'orderedDay as day', eb.fn.sum<number>('netFen').as('netFen')])
  const agedQuery = db
    .selectFrom('agedPurchase')
    .where('customerId', '>', range.after)
    .where('customerId', '<=', range.upTo)
    .where('orderedDay', '<=', range.asOfDay)
    .select(['customerId', 'orderedDay as day', 'netFen'])
  const totals = new Map<string, DatedPurchase[]>()
  for (const { customerId, day, netFen } of [...(await agedQuery.execute()), ...(await query.execute())]) {
    const known = totals.get(customerId)
    if (known) known.push({ day, netFen })
    else totals.set(customerId, [{ day, netFen }])
  }
  return totals
}
