import { dayMs } from '../../../domain/calendar.ts'
import { fitLtvModel } from '../../../domain/ltv/fit-ltv-model.ts'
import { type PurchaseSummary, summarisePurchases } from '../../../domain/ltv/purchase-summary.ts'
import { type RfmValues, rfmValuesOf } from '../../../domain/rfm/rfm-values.ts'
import { computeRfmThresholds } from '../../../domain/rfm/thresholds.ts'
import type { BulkWriter } from './bulk-writer.ts'
import { localDayOf } from './order-rows.ts'

const sampleSize = 5000

/** Collects the first buyers: a model of them serves until the store's own recompute. */
export function createModelSample(asOf: number) {
  const asOfDay = localDayOf(asOf)
  const summaries: PurchaseSummary[] = []
  const population: RfmValues[] = []

  return {
    take(days: readonly { orderedDay: number; netFen: number }[]): void {
      if (summaries.length >= sampleSize) return
      const purchases = days.map(({ orderedDay, netFen }) => ({ day: orderedDay, netFen }))
      const summary = summarisePurchases(purchases, asOfDay)
      const values = rfmValuesOf(purchases, asOfDay)
      if (summary) summaries.push(summary)
      if (values) population.push(values)
    },
    write(writer: BulkWriter): void {
      const version = `${new Date(asOfDay * dayMs).toISOString().slice(0, 10)}.bench`
      const ltv = fitLtvModel(summaries, { version, asOfDay })
      const rfm = computeRfmThresholds(population, { version, asOfDay })
      const shared = { version, asOfDay, createdAt: asOf }
      writer.add('ltvModel', { ...shared, modelJson: JSON.stringify(ltv) })
      writer.add('rfmThresholds', { ...shared, thresholdsJson: JSON.stringify(rfm) })
    },
  }
}
