import { ruleValue, type RuleOverrides } from '../rules/value.ts'
import { type ShareCard, shareCard } from './card.ts'

/** MET-05, 群活跃: members who did something in the group in the period / its members. Healthy from 15 % (inclusive). */
export function groupActivityCard(
  { activeMembers, members }: { activeMembers: number; members: number },
  rules: RuleOverrides = {},
): ShareCard {
  return shareCard(
    { ruleId: 'MET-05', name: '群活跃', formula: '群内活跃人数/群人数' },
    { part: activeMembers, whole: members },
    { targetPercent: ruleValue({ rules }, 'MET-05', 'activePercent'), redPercent: null },
  )
}

/** MET-05, 内容打开: people who opened / people it was sent to. Healthy from 10 % (inclusive). */
export function contentOpenCard(
  { openedPeople, sentPeople }: { openedPeople: number; sentPeople: number },
  rules: RuleOverrides = {},
): ShareCard {
  return shareCard(
    { ruleId: 'MET-05', name: '内容打开率', formula: '打开人数/发送人数' },
    { part: openedPeople, whole: sentPeople },
    { targetPercent: ruleValue({ rules }, 'MET-05', 'openPercent'), redPercent: null },
  )
}
