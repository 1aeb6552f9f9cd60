import { dayMs, localDay } from '../../domain/calendar.ts'
import { fitLtvModel } from '../../domain/ltv/fit-ltv-model.ts'
import type { LtvModel } from '../../domain/ltv/ltv-model.ts'
import type { PurchaseParameters } from '../../domain/ltv/purchases/purchase-model.ts'
import type { SpendParameters } from '../../domain/ltv/spend/spend-model.ts'
import { computeRfmThresholds, type RfmThresholds } from '../../domain/rfm/thresholds.ts'
import { createAttribution } from '../attribution/service.ts'
import type { ServerContext } from '../context.ts'
import { createLeases } from '../leases/leases.ts'
import { measureLearning, measurementLine } from '../offers/learning/measurement/measure.ts'
import { createServices } from '../services.ts'
import { dropExpiredTags } from '../tags/weekly/expired.ts'
import { recalibrateTagsWeekly } from '../tags/weekly/recalibrate.ts'
import { tagReportLines } from '../tags/weekly/reports.ts'
import type { Cohort } from './cohort.ts'
import { readCohort } from './read-cohort.ts'
import { storeModels } from './repository.ts'
import { scoreValues, type ScoringModel } from './score.ts'
import { clearSnapshotsWithoutPurchase, snapshotWriter } from './snapshots.ts'

/** The lease of the one that runs once a day. */
export const recomputeJob = 'recompute'

/** An expired tag stays on screen in grey for a week, then it is dropped. */
const tagGraceMs = 7 * dayMs

/** Log-likelihoods without prior, weeks and yuan. */
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
  const cohort = await readCohort(db, asOfDay)
  const models = fit(context, cohort, asOfDay)
  await db.transaction().execute((trx) => storeModels(trx, models.ltv, models.rfm, now()))
  const fitMs = Math.round(performance.now() - fitStart)
  print(`fitted to ${models.ltv.customers} buyers, ${models.ltv.repeaters} of them repeaters, in ${fitMs} ms`)

  const scoreStart = performance.now()
  const scored = await scoreAll(context, cohort, models)
  const scoreMs = Math.round(performance.now() - scoreStart)
  print(`scored ${scored} customers in ${scoreMs} ms`)

  const attributed = await createAttribution().recompute(db, asOf)
  print(`credited ${attributed} orders of customers who were written to`)

  const services = createServices(context)
  const tagReport = await recalibrateTagsWeekly(context, services, { asOf })
  for (const line of tagReport ? tagReportLines(tagReport) : []) print(line)
  const dropped = await dropExpiredTags(context, asOf - tagGraceMs)
  print(`dropped ${dropped} expired tags`)
  print(measurementLine(await measureLearning(context, services, { asOf })))
  await createLeases(context).markDone(recomputeJob, asOfDay)
  return reportOf(models.ltv, fitMs, scoreMs)
}

function fit({ now, randomBytes }: Context, cohort: Cohort, asOfDay: number): ScoringModel {
  const date = new Date(asOfDay * dayMs).toISOString().slice(0, 10)
  const version = `${date}.${now().toString(36)}${Buffer.from(randomBytes(2)).toString('hex')}`
  const ltv: LtvModel = fitLtvModel(cohort.summaries(), { version, asOfDay })
  const rfm: RfmThresholds | null = computeRfmThresholds(cohort.rfmValues(), { version, asOfDay })
  return { ltv, rfm }
}

async function scoreAll({ db }: Context, cohort: Cohort, models: ScoringModel): Promise<number> {
  const writer = snapshotWriter(db)
  const scoredVersion = models.ltv.version
  let scored = 0
  for (let place = 0; place < cohort.size; place += 1) {
    const { customerId, summary, rfmValues, segment } = cohort.at(place)
    const { ltv, rfm } = scoreValues({ summary, rfmValues, segment }, models)
    const ltvFen = summary === null ? null : ltv.totalFen
    await writer.add({ customerId, ltvFen, rfmSegment: rfm?.segment ?? null, scoredVersion })
    if (summary !== null) scored += 1
  }
  await writer.close()
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
