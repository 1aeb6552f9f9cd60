import { cadenceStages, lifecycleStages, valueTiers } from '../customers/stages.ts'
import type { AudienceCondition } from '../offers/offer.ts'

/** Whether a condition keeps nobody out: all stages or tiers listed, no bound set, or a bound that everybody reaches. */
function isEmptyCondition(condition: AudienceCondition): boolean {
  switch (condition.kind) {
    case 'lifecycleIn':
      return lifecycleStages.every((stage) => condition.stages.includes(stage))
    case 'cadenceIn':
      return cadenceStages.every((stage) => condition.stages.includes(stage))
    case 'valueTierIn':
      return valueTiers.every((tier) => condition.tiers.includes(tier))
    case 'ltvBetween':
      return (condition.minFen ?? 0) <= 0 && condition.maxFen === undefined
    case 'viewedAtLeast':
      return condition.times <= 0
    case 'dwelledAtLeast':
      return condition.seconds <= 0
    case 'cartAtLeast':
      return condition.pieces <= 0
    case 'silentAtLeast':
      return condition.days <= 0
    default:
      return false
  }
}

export interface AudienceWarning {
  ruleId: 'OFF-09'
  /** For the operator. */
  text: string
}

/** OFF-09: the warning on an offer whose audience is everybody (no condition, or only such as keep nobody out); null otherwise. It never blocks. */
export function blanketAudienceWarning(audience: readonly AudienceCondition[]): AudienceWarning | null {
  if (!audience.every(isEmptyCondition)) return null
  return { ruleId: 'OFF-09', text: '面向所有人的券花钱多、核销低，建议先选一个人群' }
}
