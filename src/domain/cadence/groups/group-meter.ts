import { localDay } from '../../calendar.ts'
import { ruleValue, type RuleOverrides } from '../../rules/value.ts'
import type { CadenceReason } from '../reasons.ts'
import { type GroupPushKind, groupPushNames } from './push-kind.ts'

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
  const cap = (ruleId: string, kind: GroupPushKind, weekCap: number): GroupCap => {
    const days = pushes
      .filter((push) => push.kind === kind && push.sentAt <= when.asOf)
      .map(({ sentAt }) => localDay(sentAt, when.timeZone))
    const weekCount = days.filter((day) => day > today - 7).length
    return { ruleId, kind, name: groupPushNames[kind], weekCount, weekCap }
  }
  const isMidSized =
    group.people === null ||
    (group.people >= ruleValue(settings, 'CAD-09', 'fromPeople') &&
      group.people <= ruleValue(settings, 'CAD-09', 'toPeople'))
  const caps = [
    cap('CAD-08', 'content', ruleValue(settings, 'CAD-08', 'contentPerWeek')),
    cap('CAD-08', 'flashSale', ruleValue(settings, 'CAD-08', 'salesPerWeek')),
    ...(isMidSized
      ? [
          cap('CAD-09', 'interaction', ruleValue(settings, 'CAD-09', 'lightPerWeek')),
          cap('CAD-09', 'benefit', ruleValue(settings, 'CAD-09', 'benefitPerWeek')),
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
