import type { Review } from '../../contract/review.ts'
import { periodUntil } from '../../domain/review/period.ts'
import type { ComplaintRise } from '../../domain/risk/complaints.ts'
import { pressureOf, pressurePerWeek } from '../../domain/risk/promo-pressure.ts'
import type { Database } from '../db/connect.ts'
import { countPromotions } from '../metrics/risks.ts'
import { platformRisk } from './platform.ts'

type Risks = Review['risks']

function complaintRisk(rise: ComplaintRise): Risks['complaints'] {
  const { ruleId, thisWeek, lastWeek, growth, limitPercent, task, text } = rise
  const growthPercent = growth === null ? null : Math.round(growth * 10_000) / 100
  return { ruleId, thisWeek, lastWeek, growthPercent, limitPercent, isRaised: task !== null, text }
}

async function pressureRisk(
  db: Database,
  { asOf, timeZone }: { asOf: number; timeZone: string },
): Promise<Risks['pressure']> {
  const week = periodUntil(asOf, 7, timeZone)
  const promotions = await countPromotions(db, week, pressurePerWeek)
  const { ruleId, index, isHigh } = pressureOf(promotions.highest)
  const { reachedCustomers, pressedCustomers, highest } = promotions
  const text = isHigh
    ? `近7天有${pressedCustomers}位客户收到${pressurePerWeek}次及以上促销（最多${highest}次），建议换成内容`
    : `近7天每位客户最多收到${highest}次促销，参考线${pressurePerWeek}次`
  return {
    ruleId,
    isRaised: isHigh,
    reachedCustomers,
    pressedCustomers,
    highest,
    perWeek: pressurePerWeek,
    index,
    text,
  }
}

/** RISK-01, RISK-04 and RISK-05 of the store. */
export async function reviewRisks(
  db: Database,
  when: { asOf: number; timeZone: string },
  rise: ComplaintRise,
): Promise<Risks> {
  return {
    complaints: complaintRisk(rise),
    pressure: await pressureRisk(db, when),
    platform: await platformRisk(db),
  }
}
