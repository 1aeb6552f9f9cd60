import { localDay } from '../calendar.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'
import type { CadenceReason } from './reasons.ts'
import type { Touch } from './touch-grouping.ts'

/** C23: service messages a customer may get on one local day before the next asks for a reason. */
export function serviceCapOf(rules: RuleOverrides): number {
  return ruleValue({ rules }, 'C23', 'perDay')
}

/** Touches of one local day that carried service messages only; replies to a customer who asked are none. */
export function serviceOn(touches: readonly Touch[], day: number, timeZone: string): number {
  return touches.filter(
    ({ startedAt, bubbles }) =>
      localDay(startedAt, timeZone) === day &&
      bubbles.every(({ contentType }) => contentType === 'service') &&
      bubbles.some(({ isReply }) => !isReply),
  ).length
}

/** C23: the day's service messages have reached their cap (inclusive). */
export function serviceReasons(serviceToday: number, rules: RuleOverrides = {}): CadenceReason[] {
  const cap = serviceCapOf(rules)
  return serviceToday < cap ? [] : [{ ruleId: 'C23', text: `今天已发服务消息 ${serviceToday}/${cap} 次` }]
}
