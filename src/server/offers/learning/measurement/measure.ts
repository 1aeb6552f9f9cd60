import { creditWindowDays } from '../../../../domain/attribution/attribute.ts'
import { dayMs, localDay } from '../../../../domain/calendar.ts'
import { isPersonalisingProven } from '../../../../domain/learning/policy/learning-mode.ts'
import {
  type DrawnDecision,
  independentDecisions,
  learningRow,
  type LearningRow,
  type NoRow,
} from '../../../../domain/offers/learning/learning-row.ts'
import { type MeasuredGain, measureGain } from '../../../../domain/offers/learning/measured-gain.ts'
import type { ProductOnSale } from '../../../../domain/offers/context.ts'
import { newId, type ServerContext } from '../../../context.ts'
import type { Database } from '../../../db/connect.ts'
import type { LedgerService } from '../../../ledger/service.ts'
import { readSettings } from '../../../settings/service.ts'
import { knownMarginPercent } from '../../offer-context.ts'
import { drawnDecisions } from './drawn-decisions.ts'
import { outcomesOf } from './outcomes.ts'
import { drawnSince, insertGain } from './repository.ts'

/** The latest drawn decisions; older ones tell of another store. */
const mostDecisions = 20_000

export interface Measurement extends MeasuredGain {
  /** Drawn decisions that were looked at. */
  decisions: number
  leftOut: Record<NoRow | 'dependent', number>
}

export interface MeasureNeeds {
  ledger: Pick<LedgerService, 'costsOf'>
  products: { allProducts: (db: Database) => Promise<readonly ProductOnSale[]> }
}

/**
 * Measures what segments would gain over the best single offer, from what came of the choices drawn so far, and stores it:
 * a proven gain makes the next choices personal. Reads page by page; at most `most` choices stay in memory.
 */
export async function measureLearning(
  context: Pick<ServerContext, 'config' | 'db' | 'now' | 'randomBytes'>,
  needs: MeasureNeeds,
  { asOf, most = mostDecisions }: { asOf: number; most?: number },
): Promise<Measurement> {
  const { config, db, now } = context
  const { timeZone } = config
  const settings = await readSettings(context)
  const margin = knownMarginPercent(await needs.products.allProducts(db)) ?? settings.defaultMarginPercent
  const marginShare = margin / 100
  const leftOut = { certain: 0, running: 0, overridden: 0, dependent: 0 }
  const rows: LearningRow[] = []
  let decisions = 0
  const isIndependent = independentDecisions()
  const sinceMs = await drawnSince(db, asOf, most)
  const longestMs = creditWindowDays(settings.rules) * dayMs
  const range = { sinceMs: sinceMs ?? asOf, asOf, timeZone, longestMs, rules: settings.rules }
  for await (const page of sinceMs === null ? [] : drawnDecisions(db, range)) {
    decisions += page.length
    const counted = page.filter((decision) => isIndependent(decision))
    leftOut.dependent += page.length - counted.length
    if (counted.length === 0) continue
    const outcomes = await outcomesOf(db, needs.ledger, customersOf(counted), spanOf(counted))
    for (const decision of counted) {
      const { customerId } = decision
      const [orders, coupons] = [outcomes.ordersOf(customerId), outcomes.couponsOf(customerId)]
      const row = learningRow(decision, { asOf, timeZone, marginShare, orders, coupons })
      if (typeof row === 'string') leftOut[row] += 1
      else rows.push(row)
    }
  }
  const measured = measureGain(rows, localDay(asOf, timeZone))
  const { pairedGain, arms, segments } = measured
  await insertGain(db, {
    version: newId(context, 'gain'),
    asOf,
    decisions,
    usedRows: measured.rows,
    gainFen: pairedGain?.gain ?? null,
    standardErrorFen: pairedGain?.standardError ?? null,
    detailsJson: JSON.stringify({ arms, segments, marginShare, leftOut }),
    createdAt: now(),
  })
  return { ...measured, decisions, leftOut }
}

const customersOf = (decisions: readonly DrawnDecision[]) => decisions.map(({ customerId }) => customerId)

/** From the first decision to the end of the last window. */
function spanOf(decisions: readonly DrawnDecision[]) {
  return decisions.reduce(
    ({ fromMs, untilMs }, { decidedAt, windowMs }) => ({
      fromMs: Math.min(fromMs, decidedAt),
      untilMs: Math.max(untilMs, decidedAt + Math.max(windowMs, dayMs)),
    }),
    { fromMs: Infinity, untilMs: 0 },
  )
}

/** One line on a measurement, for people. */
export function measurementLine({ pairedGain, rows, decisions, segments }: Measurement): string {
  const basis = `learning: ${rows} of ${decisions} drawn decisions count`
  if (pairedGain === null) return `${basis}; too few to compare offers`
  const [gain, error] = [pairedGain.gain, pairedGain.standardError].map((fen) => (fen / 100).toFixed(2))
  const verdict = isPersonalisingProven(pairedGain)
    ? `proven, ${segments} segments are told apart`
    : 'not proven, one offer for all'
  return `${basis}; segments gain ${gain} ± ${error} yuan a decision: ${verdict}`
}
