import { groupMeter, type GroupMeter } from '../../domain/cadence/groups/group-meter.ts'
import { groupMix, type GroupMixPart } from '../../domain/cadence/groups/group-mix.ts'
import { groupPushes, type GroupSend } from '../../domain/cadence/groups/push-grouping.ts'
import { dayMs, localDay } from '../../domain/calendar.ts'
import { checkInSettings, checkInStreak, type CheckInStreak } from '../../domain/groups/check-in.ts'
import { dailyMessages, type DayMessages } from '../../domain/groups/daily-messages.ts'
import { type MemberFlow, memberFlow } from '../../domain/groups/member-flow.ts'
import { exitRate, type ExitRate } from '../../domain/risk/exit-rate.ts'
import { ruleValue, type RuleOverrides } from '../../domain/rules/value.ts'
import type { Database } from '../db/connect.ts'
import { readSettings } from '../settings/service.ts'
import { staysSince } from './repository.ts'
import { daysSince, groupSend, type SendRow, sendsSince } from './sends.ts'

/** The mix looks back this many local days, today included, as that of a customer does. */
export const mixDays = 30
/** The streak of check-ins is followed this far back. */
const streakMs = 54 * 7 * dayMs

/** All that the rules say of a group at one instant. */
export interface GroupStanding {
  asOf: number
  timeZone: string
  rules: RuleOverrides
  isCadenceBlocking: boolean
  windowDays: number
  flow: MemberFlow
  people: number
  exit: ExitRate
  /** Latest first. */
  sends: SendRow[]
  pushes: GroupSend[]
  meter: GroupMeter
  mix: GroupMixPart[]
  mixTotal: number
  checkIn: CheckInStreak
  days: DayMessages[]
}

/** Reads and judges a group; inside a transaction it sees what that has written. */
export async function groupStanding(
  db: Database,
  chatId: string,
  when: { asOf: number; timeZone: string },
): Promise<GroupStanding> {
  const { asOf, timeZone } = when
  const { rules, isCadenceBlocking } = await readSettings({ db })
  const today = localDay(asOf, timeZone)
  const windowDays = ruleValue({ rules }, 'RISK-02', 'days')
  const stays = await staysSince(db, chatId, asOf - (windowDays + 1) * dayMs)
  const flow = memberFlow(
    stays.map(({ kind, joinedAt, leftAt }) => ({ isCustomer: kind === 'customer', joinedAt, leftAt })),
    when,
    windowDays,
  )
  const people = flow.customers + flow.staff
  const sends = await sendsSince(db, chatId, asOf - streakMs)
  const pushes = groupPushes(sends.map(groupSend))
  const recent = pushes.filter(({ sentAt }) => localDay(sentAt, timeZone) > today - mixDays)
  const checkIns = pushes.filter(({ isCheckIn }) => isCheckIn).map(({ sentAt }) => sentAt)
  const quietDays = ruleValue({ rules }, 'RISK-03', 'days')
  return {
    asOf,
    timeZone,
    rules,
    isCadenceBlocking,
    windowDays,
    flow,
    people,
    exit: exitRate({ members: flow.customers, exitDays: flow.exitDays }, today, rules),
    sends,
    pushes,
    meter: groupMeter(pushes, { people }, when, rules),
    mix: groupMix(recent, rules),
    mixTotal: recent.length,
    checkIn: checkInStreak(checkIns, asOf, timeZone, checkInSettings(rules)),
    days: dailyMessages(await daysSince(db, chatId, today - quietDays), today, quietDays),
  }
}
