import { type Fen, yuan } from '../../money.ts'
import { ruleDefault } from '../../rules/value.ts'
import { groupTerms, type GroupTemplate } from './group-template.ts'

export interface WelfareSet {
  sku: string
  name: string
  priceFen: Fen
}

/**
 * OFF-14 for the welfare group: at 10:00 local a set for 99 元, with a gift for the first 50; the second template, without
 * the gift, follows when those places are gone, for a customer holds one coupon at a time. The price is written as money off the
 * normal one. Empty where the set costs 99 元 or less anyway. Both end with the day.
 */
export function welfareSaleTemplates(set: WelfareSet, gift: { item: string; costFen: Fen }): GroupTemplate[] {
  const setFen = ruleDefault('OFF-14', 'setFen')
  if (set.priceFen <= setFen) return []
  const name = `福利群秒杀${yuan(setFen)}元套装`
  const off = { kind: 'amount' as const, amountFen: set.priceFen - setFen }
  const sale = groupTerms({
    name,
    rewards: [off],
    audience: [{ kind: 'valueTierIn', tiers: ['potential'] }],
    skus: [set.sku],
    minSpendFen: set.priceFen,
    validity: { kind: 'endOfDay' },
    customerReason: '您在福利群，这是群里当天的福利',
    usageRules: [`限${set.name}一套`, '当天有效'],
  })
  const shared = {
    ruleId: 'OFF-14',
    group: 'welfare',
    startsAtHour: ruleDefault('OFF-14', 'startsAt'),
  } as const
  return [
    {
      ...shared,
      terms: { ...sale, name: `${name}加赠品`, rewards: [off, { kind: 'gift', ...gift }] },
      places: ruleDefault('OFF-14', 'winners'),
    },
    { ...shared, terms: sale, places: null },
  ]
}
