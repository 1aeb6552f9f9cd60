import { localDay } from '../calendar.ts'
import type { CadenceStage } from '../customers/stages.ts'
import type { Fen } from '../money.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'
import { goldenWindowText, isGoldenHour, isQuietHour, nextGoldenAt } from './golden-hours.ts'
import { monthCapFor, stageLimitsOf } from './limits.ts'
import { bubbleReasons, capReasons, type CadenceReason, quietReason } from './reasons.ts'
import { serviceCapOf, serviceOn, serviceReasons } from './service-quota.ts'
import {
  bubbleCapOf,
  groupTouches,
  touchWindowMs,
  usesQuota,
  type SentBubble,
  type Touch,
} from './touch-grouping.ts'

export interface MeterInput {
  stage: CadenceStage
  averageOrderFen: Fen | null
  /** "她在问": the customer wrote first within 60 minutes. */
  isAsking: boolean
  /** Who is about to send. */
  actorUserId: string
  /** What the store set in place of the defaults of CAD-01..07 and C3. */
  rules?: RuleOverrides
}

export interface CadenceMeter {
  weekCount: number
  weekCap: number
  dayCount: number
  dayCap: number
  monthCount: number
  /** Null where no monthly cap applies. */
  monthCap: number | null
  /** Service messages of today: shown, outside the quota (C23). */
  serviceToday: number
  serviceCap: number
  isFull: boolean
  /** Bubbles of this advisor's touch that is still open, and how many it may have. */
  bubblesNow: number
  bubbleCap: number
  isGolden: boolean
  goldenWindow: string
  /** Said outside golden hours; no reason is asked for it. */
  hint: string | null
  /** The next golden time at which the caps allow a touch; null when there is none within 60 days. */
  nextSlotAt: number | null
  needsReason: boolean
  reasons: CadenceReason[]
  /** The same for a service message, which meets the bubble cap, its own cap of the day and the quiet hours. */
  serviceReasons: CadenceReason[]
}

/**
 * How often this customer was touched and whether one more asks for a reason. Counts are over all advisors: week = the
 * last 7 local days with today, month = the last 30. Full = a count has reached its cap. A bubble that joins the open
 * touch is no new touch and meets the bubble cap only. A customer who is asking lifts every reason.
 */
export function cadenceMeter(
  bubbles: readonly SentBubble[],
  input: MeterInput,
  asOf: number,
  timeZone: string,
): CadenceMeter {
  const touches = groupTouches(bubbles.filter(({ sentAt }) => sentAt <= asOf))
  const days = touches.filter(usesQuota).map(({ startedAt }) => localDay(startedAt, timeZone))
  const today = localDay(asOf, timeZone)
  const countIn = (lastDay: number, length: number) =>
    days.filter((day) => day <= lastDay && day > lastDay - length).length
  const { rules = {} } = input
  const { weekCap, dayCap } = stageLimitsOf(rules)[input.stage]
  const monthCap = monthCapFor(input.averageOrderFen, rules)
  const isOpenDay = (day: number) =>
    countIn(day, 1) < dayCap &&
    countIn(day, 7) < weekCap &&
    (monthCap === null || countIn(day, 30) < monthCap)
  const open = openTouch(touches, input.actorUserId, asOf)
  const isGolden = isGoldenHour(asOf, timeZone, rules)
  const counts = { weekCount: countIn(today, 7), dayCount: countIn(today, 1), monthCount: countIn(today, 30) }
  const caps = { weekCap, dayCap, monthCap }
  const serviceToday = serviceOn(touches, today, timeZone)
  const fullBubbles = open ? bubbleReasons(open, rules) : []
  const quiet = isQuietHour(asOf, timeZone, rules) ? [quietReason(rules)] : []
  const fullCaps = open && usesQuota(open) ? [] : capReasons(input.stage, { ...counts, ...caps })
  const reasons = input.isAsking ? [] : [...fullBubbles, ...fullCaps, ...quiet]
  const fullService = open ? [] : serviceReasons(serviceToday, rules)
  const goldenWindow = goldenWindowText(asOf, timeZone, rules)
  return {
    ...counts,
    ...caps,
    serviceToday,
    serviceCap: serviceCapOf(rules),
    isFull: !isOpenDay(today),
    bubblesNow: open?.bubbles.length ?? 0,
    bubbleCap: open ? bubbleCapOf(open, rules) : ruleValue({ rules }, 'CAD-06', 'messages'),
    isGolden,
    goldenWindow,
    hint: isGolden ? null : `黄金时段 ${goldenWindow}`,
    nextSlotAt: nextGoldenAt(asOf, timeZone, isOpenDay, rules),
    needsReason: reasons.length > 0,
    reasons,
    serviceReasons: input.isAsking ? [] : [...fullBubbles, ...fullService, ...quiet],
  }
}

function openTouch(touches: readonly Touch[], actorUserId: string, asOf: number): Touch | undefined {
  return touches.find((touch) => touch.actorUserId === actorUserId && asOf - touch.startedAt <= touchWindowMs)
}
