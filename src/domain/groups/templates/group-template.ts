import type { CostContext } from '../../offers/context.ts'
import { worstCaseCostFen } from '../../offers/cost.ts'
import type { OfferTerms } from '../../offers/offer.ts'
import type { Fen } from '../../money.ts'

/** The groups of SEG-05 that a template is meant for. */
export type GroupKind = 'welfare' | 'member' | 'any'

/** Terms to start from; an operator edits them. Every issue passes the caps of OFF-01 and OFF-05 like any other offer. */
export interface GroupTemplate {
  ruleId: 'OFF-14' | 'OFF-15' | 'OFF-16'
  group: GroupKind
  terms: OfferTerms
  /** Local hour, 0 to 23, at which it starts; null = at once. */
  startsAtHour: number | null
  /** How many customers can get it; null = no limit. Texts name the live number only (OFF-18). */
  places: number | null
}

/** The campaign budget in fen that ends the offer with its last place: places × worst-case cost; null without a limit. */
export function templateBudgetFen({ places, terms }: GroupTemplate, context: CostContext): Fen | null {
  return places === null ? null : places * worstCaseCostFen(terms.rewards, context)
}

/** What all three begin with: for group members only, once a month, 24 hours. The two rates are starting points of ours. */
export function groupTerms(
  changes: Pick<OfferTerms, 'name' | 'rewards' | 'customerReason' | 'usageRules'> & Partial<OfferTerms>,
): OfferTerms {
  return {
    audience: [],
    minSpendFen: 0,
    skus: [],
    categories: [],
    repeatAfterDays: 30,
    isForNewcomers: false,
    expectedRedemption: 0.1,
    baselineConversion: 0.05,
    ...changes,
  }
}
