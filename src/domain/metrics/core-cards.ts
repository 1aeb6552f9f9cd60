import { ruleValue, type RuleOverrides } from '../rules/value.ts'
import { type ShareCard, shareCard } from './card.ts'

/** MET-01: customers active on the local day / all customers. Target 30 %, red below 15 % (C15); both lines inclusive upwards. */
export function dailyActiveCard(
  { activePeople, allPeople }: { activePeople: number; allPeople: number },
  rules: RuleOverrides = {},
): ShareCard {
  return shareCard(
    { ruleId: 'MET-01', name: '日活跃', formula: '当天活跃人数/全部人数' },
    { part: activePeople, whole: allPeople },
    {
      targetPercent: ruleValue({ rules }, 'MET-01', 'percent'),
      redPercent: ruleValue({ rules }, 'MET-01', 'redPercent'),
    },
  )
}

/** MET-02: customers who interacted / active customers of the same period. Target 20 % (inclusive). */
export function interactionCard(
  { interactingPeople, activePeople }: { interactingPeople: number; activePeople: number },
  rules: RuleOverrides = {},
): ShareCard {
  return shareCard(
    { ruleId: 'MET-02', name: '互动率', formula: '互动人数/活跃人数' },
    { part: interactingPeople, whole: activePeople },
    { targetPercent: ruleValue({ rules }, 'MET-02', 'percent'), redPercent: null },
  )
}

/** MET-03: buyers / active customers of the same period; an order is activity, so buyers are among the active. Target 5 % (inclusive). */
export function conversionCard(
  { buyers, activePeople }: { buyers: number; activePeople: number },
  rules: RuleOverrides = {},
): ShareCard {
  return shareCard(
    { ruleId: 'MET-03', name: '转化率', formula: '下单人数/活跃人数' },
    { part: buyers, whole: activePeople },
    { targetPercent: ruleValue({ rules }, 'MET-03', 'percent'), redPercent: null },
  )
}
