import { yuan } from '../../money.ts'
import type { RankedOffer } from '../ranking.ts'

export interface Hints {
  isHesitant: boolean
  /** OFF-12. */
  isWarrantyForDear: boolean
  classReasons: readonly string[]
}

/** Why an offer stands where it stands, for the advisor. */
export function rankReasons(offer: Omit<RankedOffer, 'rank' | 'reasons'>, hints: Hints): string[] {
  const { ruleId, standsInFor } = offer.offer.terms
  return [
    ...(standsInFor === undefined ? [] : [standsInFor]),
    ...(offer.isTriggered ? [ruleId === undefined ? '现在正好用得上' : `规则${ruleId}现在适用`] : []),
    ...(hints.isHesitant && !offer.isPrice ? ['犹豫型客户，不降价的优惠排前'] : []),
    ...(hints.isWarrantyForDear ? ['高价耐用品，延保排在减钱前(OFF-12)'] : []),
    ...hints.classReasons,
    ...(offer.exceptionId === undefined ? [] : ['主管已批准超过单次上限(OFF-01)']),
    ...(offer.isTrimmed ? ['最高减额已按上限调低'] : []),
    ...(offer.isMarginWarning ? [`占毛利${offer.marginSharePercent ?? 0}%，接近上限`] : []),
    `预计净收益${yuan(offer.expectedValueFen)}元，成本约${yuan(offer.costFen)}元`,
  ]
}
