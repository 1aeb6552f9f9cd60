import { localDay } from '../../calendar.ts'
import { isQuietHour, nextGoldenAt } from '../golden-hours.ts'
import { type CadenceReason, quietReason } from '../reasons.ts'
import { ruleValue, type RuleOverrides } from '../../rules/value.ts'
import type { GroupMeter } from './group-meter.ts'
import { type GroupSend, openPush } from './push-grouping.ts'
import type { GroupPushKind } from './push-kind.ts'

/**
 * Why a send of `bubbles` messages asks for a reason: CAD-06 when its push would have more than three, the cap of its kind
 * (CAD-08, CAD-09) unless it joins this actor's open push, and the quiet hours of CAD-05.
 */
export function groupPushReasons(
  send: { kind: GroupPushKind; actorUserId: string; bubbles: number },
  { meter, pushes }: { meter: GroupMeter; pushes: readonly GroupSend[] },
  { asOf, timeZone }: { asOf: number; timeZone: string },
  rules: RuleOverrides = {},
): CadenceReason[] {
  const open = openPush(pushes, send, asOf)
  const sent = (open?.bubbles ?? 0) + send.bubbles
  const isLong = sent > ruleValue({ rules }, 'CAD-06', 'messages')
  const caps = open ? [] : meter.reasons.filter(({ kind }) => kind === send.kind)
  return [
    ...(isLong ? [{ ruleId: 'CAD-06', text: `这次一共${sent}条，容易刷屏` }] : []),
    ...caps.map(({ ruleId, text }) => ({ ruleId, text })),
    ...(isQuietHour(asOf, timeZone, rules) ? [quietReason(rules)] : []),
  ]
}

/** The next golden time at which the cap of this kind has room; null when there is none within 60 days. */
export function nextPushAt(
  kind: GroupPushKind,
  { meter, pushes }: { meter: GroupMeter; pushes: readonly GroupSend[] },
  { asOf, timeZone }: { asOf: number; timeZone: string },
  rules: RuleOverrides = {},
): number | null {
  const cap = meter.caps.find((entry) => entry.kind === kind)?.weekCap ?? Infinity
  const days = pushes
    .filter((push) => push.kind === kind && push.sentAt <= asOf)
    .map(({ sentAt }) => localDay(sentAt, timeZone))
  const hasRoom = (day: number) => days.filter((sent) => sent > day - 7 && sent <= day).length < cap
  return nextGoldenAt(asOf, timeZone, hasRoom, rules)
}
