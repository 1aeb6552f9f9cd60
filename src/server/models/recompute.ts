import { dayMs, localDay } from '../../domain/calendar.ts'
import { fitLtvModel } from '../../domain/ltv/fit-ltv-model.ts'
import type { LtvModel } from '../../domain/ltv/ltv-model.ts'
import type { PurchaseSummary } from '../../domain/ltv/purchase-summary.ts'
import type { PurchaseParameters } from '../../domain/ltv/purchases/purchase-model.ts'
import type { SpendParameters } from '../../domain/ltv/spend/spend-model.ts'
import type { RfmValues } from '../../domain/rfm/rfm-values.ts'
import { computeRfmThresholds, type RfmThresholds } from '../../domain/rfm/thresholds.ts'
import { createAttribution } from '../attribution/service.ts'
import type { ServerContext } from '../context.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { measureLearning, measurementLine } from '../offers/learning/measurement/measure.ts'
import { createServices } from '../services.ts'
import { recalibrateTagsWeekly } from '../tags/weekly/recalibrate.ts'
import { tagReportLines } from '../tags/weekly/reports.ts'
import { readBuyers } from './buyers.ts'
import {
  clearSnapshotsWithoutPurchase,
  deleteTagsExpiredBefore,
  storeModels,
  writeSnapshots,
} from './repository.ts'
import { scoreCustomer, type ScoringModel, summaryAndValues } from './score.ts'

/** An expired tag stays on screen in grey for a week, then it is dropped. */
const tagGraceMs = 7 * dayMs

/** Log-likelihoods without prior, weeks and yuan (product.md 3). */
export interface RecomputeReport {
  model: 'mbg-nbd'
  params: PurchaseParameters
  logLikelihood: number
  customers: number
  repeaters: number
  /** Both null while there are too few repeat buyers. */
  spend: { params: SpendParameters | null; logLikelihood: number | null }
  fitMs: number
  scoreMs: number
}

type Context = Pick<ServerContext, 'config' | 'db' | 'now' | 'randomBytes'>

/**
 * Fits the models to all purchases up to the local day of `asOf`, scores every buyer, recalibrates the tags once a week,
 * drops tags expired for a week and measures what personal offers gain.
 * Safe beside a running server: it reads in pages and writes in short transactions.
 */
export async function recompute(
  context: ServerContext,
  { asOf, print = () => undefined }: { asOf: number; print?: (line: string) => void },
): Promise<RecomputeReport> {
  const { config, db, now } = context
  const asOfDay = localDay(asOf, config.timeZone)
  const fitStart = performance.now()
  const models = await fit(context, asOfDay)
  await db.transaction().execute((trx) => storeModels(trx, models.ltv, models.rfm, now()))
  const fitMs = Math.round(performance.now() - fitStart)
  print(`fitted to ${models.ltv.customers} buyers, ${models.ltv.repeaters} of them repeaters, in ${fitMs} ms`)

  const scoreStart = performance.now()
  const scored = await scoreAll(context, models, asOfDay)
  const scoreMs = Math.round(performance.now() - scoreStart)
  print(`scored ${scored} customers in ${scoreMs} ms`)

  const attributed = await createAttribution().recompute(db, asOf)
  print(`credited ${attributed} orders of customers who were written to`)

  const services = createServices(context)
  const tagReport = await recalibrateTagsWeekly(context, services, { asOf })
  for (const line of tagReport ? tagReportLines(tagReport) : []) print(line)
  const dropped = await deleteTagsExpiredBefore(db, asOf - tagGraceMs)
  print(`dropped ${dropped} expired tags`)
  print(measurementLine(await measureLearning(context, services, { asOf })))
  return reportOf(models.ltv, fitMs, scoreMs)
}

async function fit({ db, now, randomBytes }: Context, asOfDay: number): Promise<ScoringModel> {
  const summaries: PurchaseSummary[] = []
  const population: RfmValues[] = []
  for await (const buyers of readBuyers(db, asOfDay)) {
    for (const { row, purchases } of buyers) {
      const { summary, rfmValues } = summaryAndValues(row, purchases, asOfDay)
      if (summary) summaries.push(summary)
      if (rfmValues) population.push(rfmValues)
    }
  }
  const date = new Date(asOfDay * dayMs).toISOString().slice(0, 10)
  const version = `${date}.${now().toString(36)}${Buffer.from(randomBytes(2)).toString('hex')}`
  const ltv: LtvModel = fitLtvModel(summaries, { version, asOfDay })
  const rfm: RfmThresholds | null = computeRfmThresholds(population, { version, asOfDay })
  return { ltv, rfm }
}

async function scoreAll({ db }: Context, models: ScoringModel, asOfDay: number): Promise<number> {
  let scored = 0
  for await (const buyers of readBuyers(db, asOfDay)) {
    const snapshots = buyers.map(({ row, purchases }) => {
      const { summary, ltv, rfm } = scoreCustomer(row, purchases, models, asOfDay)
      return {
        customerId: row.customerId,
        ltvFen: summary === null ? null : ltv.totalFen,
        rfmSegment: rfm?.segment ?? null,
      }
    })
    await retryTransient(() => writeSnapshots(db, snapshots, models.ltv.version))
    scored += snapshots.filter(({ ltvFen }) => ltvFen !== null).length
  }
  await clearSnapshotsWithoutPurchase(db)
  return scored
}

function reportOf(ltv: LtvModel, fitMs: number, scoreMs: number): RecomputeReport {
  return {
    model: ltv.kind,
    params: ltv.purchase,
    logLikelihood: ltv.logLikelihood,
    customers: ltv.customers,
    repeaters: ltv.repeaters,
    spend: { params: ltv.spend, logLikelihood: ltv.spendLogLikelihood },
    fitMs,
    scoreMs,
  }
}
