import { yuan, type Fen } from '../../money.ts'
import type { OfferCaps } from '../caps.ts'
import type { BudgetsLeft, OfferContext } from '../context.ts'
import type { OfferTerms } from '../offer.ts'
import type { Refusal } from '../refusal.ts'

/** Each cap that the cost exceeds; a cost equal to a cap passes. */
export function capRefusals(costFen: Fen, caps: OfferCaps, context: OfferContext): Refusal[] {
  const refusals: Refusal[] = []
  const { singleFen, yearLeftFen, yearFen, marginFen } = caps
  if (costFen > singleFen) {
    const text = `超LTV上限(${yuan(costFen)}>${yuan(singleFen)}元)`
    refusals.push({ code: 'singleCap', ruleId: 'OFF-01', text, capFen: singleFen, costFen })
  }
  if (costFen > yearLeftFen) {
    const used = yuan(context.openAndRedeemed12mFen)
    const text = `超12个月上限(已用${used}+${yuan(costFen)}>${yuan(yearFen)}元)`
    refusals.push({ code: 'yearCap', ruleId: 'CAP-12M', text, capFen: yearLeftFen, costFen })
  }
  if (marginFen !== null && costFen > marginFen) {
    const { marginCapPercent } = context.settings
    const text = `超毛利的${marginCapPercent}%(${yuan(costFen)}>${yuan(marginFen)}元)`
    refusals.push({ code: 'marginCap', ruleId: 'OFF-05', text, capFen: marginFen, costFen })
  }
  return refusals
}

function budgetsOf(terms: OfferTerms, budgets: BudgetsLeft): [string, Fen | null | undefined][] {
  return [
    terms.isForNewcomers ? ['新客预算', budgets.newcomerFen] : ['门店预算', budgets.storeFen],
    ['活动预算', terms.campaignId === undefined ? null : budgets.campaignsFen[terms.campaignId]],
    ['我的预算', budgets.advisorFen],
    ['该客户预算', budgets.customerFen],
  ]
}

/**
 * Each budget that is too small for the cost (equal is enough). Newcomers' offers draw on the newcomers' budget in
 * place of the store's. No row (null or absent) means not limited.
 */
export function budgetRefusals(terms: OfferTerms, costFen: Fen, budgets: BudgetsLeft): Refusal[] {
  return budgetsOf(terms, budgets).flatMap(([name, leftFen]) => {
    if (leftFen === null || leftFen === undefined || costFen <= leftFen) return []
    const text = `${name}不足(剩${yuan(Math.max(0, leftFen))}元，需${yuan(costFen)}元)`
    return [{ code: 'budget' as const, ruleId: 'BUDGET', text, capFen: leftFen, costFen }]
  })
}
