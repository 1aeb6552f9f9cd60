import type { Database } from '../db/connect.ts'
import { readBuyerPages, readDayTotals } from './buyers.ts'
import { Cohort } from './cohort.ts'
import { hasAgedInWindow, rfmOfOrders } from './rfm-totals.ts'
import { isSummaryUsable, summaryAndValues, summaryOfRow } from './score.ts'

/** Every buyer of the store as of a day, read once, page by page; no transaction stays open between pages. */
export async function readCohort(db: Database, asOfDay: number): Promise<Cohort> {
  const cohort = new Cohort()
  for await (const { rows, range } of readBuyerPages(db)) {
    const isCounted =
      rows.every((row) => isSummaryUsable(row, asOfDay)) && !(await hasAgedInWindow(db, range, asOfDay))
    if (isCounted) {
      const values = await rfmOfOrders(db, range, asOfDay)
      for (const row of rows)
        cohort.add({
          customerId: row.customerId,
          summary: summaryOfRow(row, asOfDay),
          rfmValues: values.get(row.customerId) ?? null,
          segment: row.rfmSegment,
        })
      continue
    }
    const totals = await readDayTotals(db, { ...range, asOfDay })
    for (const row of rows)
      cohort.add({
        customerId: row.customerId,
        ...summaryAndValues(row, totals.get(row.customerId) ?? [], asOfDay),
        segment: row.rfmSegment,
      })
  }
  return cohort
}
