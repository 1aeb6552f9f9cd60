import { groupText } from '../actions/triggers/segments.ts'
import type { CustomerFacts } from '../customers/facts.ts'

/** SEG-07: fan = has not ordered; core = ordered, of high value or recommending, and not silent; payer = the others who ordered. */
export type CustomerRole = 'fan' | 'payer' | 'core'

export interface CustomerStrategy {
  role: CustomerRole
  ruleId: 'SEG-07'
  aim: 'keep' | 'upsell' | 'trial'
  /** For staff. */
  text: string
  /** SEG-05: the tier and the group that suits it. */
  groupText: string
}

type RoleFacts = Pick<CustomerFacts, 'orderCount' | 'valueTier' | 'lifecycle' | 'cadence'>

/** SEG-07: the role of a customer; who is core and has gone silent counts as a payer again. */
export function customerRole({ orderCount, valueTier, lifecycle, cadence }: RoleFacts): CustomerRole {
  if (orderCount === 0) return 'fan'
  const isCore = valueTier === 'high' || lifecycle === 'advocating'
  return isCore && cadence !== 'silent' ? 'core' : 'payer'
}

const strategies = {
  fan: { aim: 'keep', text: '粉丝重在留住：多给有用的内容，不急着卖' },
  payer: { aim: 'upsell', text: '付费客户重在升级：推荐搭配和更合适的一款' },
  core: { aim: 'trial', text: '核心活跃客户：请她先试新品' },
} as const

/** SEG-07 with SEG-05: what to aim at with a customer, and the group that suits. Advice, it decides nothing. */
export function customerStrategy(facts: RoleFacts): CustomerStrategy {
  const role = customerRole(facts)
  return { role, ruleId: 'SEG-07', ...strategies[role], groupText: groupText(facts) }
}
