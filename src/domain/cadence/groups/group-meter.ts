import { localDay } from '../../calendar.ts'
import { ruleValue, type RuleOverrides } from '../../rules/value.ts'
import type { CadenceReason } from '../reasons.ts'

/** What a push into a customer group carries. */
export const groupPushKinds = ['content', 'interaction', 'benefit', 'flashSale'] as const
export type GroupPushKind = (typeof groupPushKinds)[number]

export interface GroupPush {
  sentAt: number
  kind: GroupPushKind
}

export interface GroupCap {
  ruleId: string
  kind: GroupPushKind
  name: string
  /** Pushes in the last 7 local days, today included. */
  weekCount: number
  weekCap: number
}

export interface GroupMeter {
  caps: GroupCap[]
  /** The caps that are reached (inclusive), by what they stop. */
  reasons: (CadenceReason & { kind: GroupPushKind })[]
}

/**
 * CAD-08: content pushes and flash sales of any group; CAD-09: light interactions and benefits of a group of 100 to 200
 * people (both inclusive), also while its size is unknown. Counted over all who post into the group.
 */
export function groupMeter(
  pushes: readonly GroupPush[],
  group: { people: number | null },
  when: { asOf: number; timeZone: string },
  rules: RuleOverrides = {},
): GroupMeter {
  const settings = { rules }
  const today = localDay(when.asOf, when.timeZone)
  const cap = (ruleId: string, kind: GroupPushKind, name: string, weekCap: number): GroupCap => {
    const days = pushes
      .filter((push) => push.kind === kind && push.sentAt <= when.asOf)
      .map(({ sentAt }) => localDay(sentAt, when.timeZone))
    return { ruleId, kind, name, weekCount: days.filter((day) => day > today - 7).length, weekCap }
  }
  const isMidSized =
    group.people === null ||
    (group.people >= ruleValue(settings, 'CAD-09', 'fromPeople') &&
      group.people <= ruleValue(settings, 'CAD-09', 'toPeople'))
  const caps = [
    cap('CAD-08', 'content', '内容', ruleValue(settings, 'CAD-08', 'contentPerWeek')),
    cap('CAD-08', 'flashSale', '秒杀', ruleValue(settings, 'CAD-08', 'salesPerWeek')),
    ...(isMidSized
      ? [
          cap('CAD-09', 'interaction', '轻互动', ruleValue(settings, 'CAD-09', 'lightPerWeek')),
          cap('CAD-09', 'benefit', '福利', ruleValue(settings, 'CAD-09', 'benefitPerWeek')),
        ]
      : []),
  ]
  const full = caps.filter(({ weekCount, weekCap }) => weekCount >= weekCap)
  return {
    caps,
    reasons: full.map(({ ruleId, kind, name, weekCount, weekCap }) => ({
      ruleId,
      kind,
      text: `本群本周${name} ${weekCount}/${weekCap} 次`,
    })),
  }
}
