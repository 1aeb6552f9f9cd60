import { type Fen, yuan } from '../../money.ts'
import { ruleDefault } from '../../rules/value.ts'
import { groupTerms, type GroupTemplate } from './group-template.ts'

/**
 * OFF-15 for the member group (those who have ordered): 20 % off, capped in yuan (C9); the second template adds a gift to
 * orders from 1000 元 (inclusive). `maxDiscountFen` is the most that the share may take off; the caps may lower it at issue.
 */
export function memberDiscountTemplates(
  maxDiscountFen: Fen,
  gift: { item: string; costFen: Fen },
): GroupTemplate[] {
  const payPercent = ruleDefault('OFF-15', 'payPercent')
  const giftFromFen = ruleDefault('OFF-15', 'giftFromFen')
  const name = `会员群${payPercent / 10}折`
  const share = { kind: 'percent' as const, payPercent, maxDiscountFen }
  const discount = groupTerms({
    name,
    rewards: [share],
    audience: [{ kind: 'hasOrdered' }],
    customerReason: '您是我们的会员',
    usageRules: [`一单减免不超过${yuan(maxDiscountFen)}元`],
  })
  const withGift = {
    ...discount,
    name: `${name}，满${yuan(giftFromFen)}元加赠品`,
    rewards: [share, { kind: 'gift' as const, ...gift }],
    minSpendFen: giftFromFen,
    usageRules: [...discount.usageRules, `一单满${yuan(giftFromFen)}元可得`],
  }
  const shared = { ruleId: 'OFF-15', group: 'member', startsAtHour: null, places: null } as const
  return [
    { ...shared, terms: discount },
    { ...shared, terms: withGift },
  ]
}
