import { type Fen, yuan } from '../money.ts'
import type { OfferTerms } from '../offers/offer.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'

export interface ReferralTemplate {
  ruleId: 'REF-01'
  kind: 'invite' | 'groupBuy' | 'groupExtra' | 'unlock'
  terms: OfferTerms
  /** Friends whose first order must be in before the terms may be issued (`referralState`); 0 = at once. */
  friendsBefore: number
}

interface Goods {
  item: string
  costFen: Fen
}

function terms(name: string, rewards: OfferTerms['rewards'], usageRules: string[]): OfferTerms {
  return {
    name,
    rewards,
    audience: [],
    minSpendFen: 0,
    skus: [],
    categories: [],
    repeatAfterDays: 30,
    isForNewcomers: false,
    customerReason: '谢谢您把我们介绍给朋友',
    usageRules,
    expectedRedemption: 0.2,
    baselineConversion: 0.05,
  }
}

/**
 * REF-01: the four offers to start from: invite 3 friends for a sample; two buy together, 30 元 off each; then 10 元 more for
 * who brought the friend; a trial pack unlocked at 9.9 元. All but buying together come after a friend's first order. Costs in fen per unit.
 */
export function referralTemplates(
  sample: Goods,
  trial: Goods,
  rules: RuleOverrides = {},
): ReferralTemplate[] {
  const friends = ruleValue({ rules }, 'REF-01', 'friends')
  const people = ruleValue({ rules }, 'REF-01', 'groupPeople')
  const groupOffFen = ruleValue({ rules }, 'REF-01', 'groupOffFen')
  const extraOffFen = ruleValue({ rules }, 'REF-01', 'extraOffFen')
  const unlockFen = ruleValue({ rules }, 'REF-01', 'unlockFen')
  const after = '好友完成首单后发放'
  const group = { kind: 'groupBuy' as const, people, amountFen: groupOffFen }
  const make = (
    kind: ReferralTemplate['kind'],
    friendsBefore: number,
    own: OfferTerms,
  ): ReferralTemplate => ({ ruleId: 'REF-01', kind, friendsBefore, terms: own })
  return [
    make(
      'invite',
      friends,
      terms(`邀${friends}人得小样`, [{ kind: 'referral', friends, ...sample }], [after]),
    ),
    make('groupBuy', 0, {
      ...terms(`${people}人拼团减${yuan(groupOffFen)}元`, [group], [`满${people}人成团`]),
      minSpendFen: groupOffFen,
      customerReason: '和朋友一起买更划算',
    }),
    make('groupExtra', people - 1, {
      ...terms(`拼团再减${yuan(extraOffFen)}元`, [{ kind: 'amount', amountFen: extraOffFen }], [after]),
      minSpendFen: extraOffFen,
    }),
    make(
      'unlock',
      1,
      terms(
        `助力${yuan(unlockFen)}元解锁试用装`,
        [{ kind: 'trial', priceFen: unlockFen, ...trial }],
        [after],
      ),
    ),
  ]
}
