import { hourMs } from '../../../domain/calendar.ts'
import type { ArmCounts } from '../../../domain/learning/rates/pooled-rate.ts'
import type { RateCounts } from '../../../domain/learning/rates/posterior.ts'
import type { PairedGain } from '../../../domain/learning/policy/learning-mode.ts'
import { type RuleOverrides, ruleValue } from '../../../domain/rules/value.ts'
import type { Database } from '../../db/connect.ts'
import { latestGain } from './measurement/repository.ts'
import { countedCoupons, countedWithout, countSentCoupons, type CountedRow } from './repository.ts'

const keptMs = hourMs

interface LearnSettings {
  learnFromCoupons: number
  rules: RuleOverrides
}

export interface Counted {
  sentCoupons: number
  offer: (offerId: string, segment: string) => ArmCounts
  noOffer: (segment: string) => ArmCounts
  /** Of the latest measurement; null before the first and while it can't tell. */
  pairedGain: PairedGain | null
}

function sumOf(rows: readonly CountedRow[]): RateCounts {
  return rows.reduce(
    (sum, row) => ({ trials: sum.trials + row.trials, successes: sum.successes + row.successes }),
    { trials: 0, successes: 0 },
  )
}

function armCounts(rows: readonly CountedRow[], segment: string): ArmCounts {
  return { all: sumOf(rows), segment: sumOf(rows.filter((row) => row.segment === segment)) }
}

/**
 * What became of the store's coupons, and of customers without one; read anew once an hour. Below `learnFromCoupons` sent
 * ones nothing is learnt from them, and only they are counted.
 */
export function createCounts() {
  let known: { counted: Counted; readAt: number } | null = null

  async function read(db: Database, asOf: number, settings: LearnSettings): Promise<Counted> {
    const windowMs = ruleValue(settings, 'OFF-08', 'hours') * hourMs
    const sentCoupons = await countSentCoupons(db)
    const isLearning = sentCoupons >= settings.learnFromCoupons
    const coupons = isLearning ? await countedCoupons(db, asOf) : []
    const without = isLearning ? await countedWithout(db, asOf - windowMs, windowMs) : []
    return {
      sentCoupons,
      offer: (offerId, segment) =>
        armCounts(
          coupons.filter((row) => row.offerId === offerId),
          segment,
        ),
      noOffer: (segment) => armCounts(without, segment),
      pairedGain: isLearning ? await latestGain(db) : null,
    }
  }

  return async function counts(db: Database, asOf: number, settings: LearnSettings): Promise<Counted> {
    if (known === null || Math.abs(asOf - known.readAt) >= keptMs)
      known = { counted: await read(db, asOf, settings), readAt: asOf }
    return known.counted
  }
}
