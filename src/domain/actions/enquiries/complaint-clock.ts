import { dayMs, hourMs, minuteMs } from '../../calendar.ts'
import { ruleValue, type RuleOverrides } from '../../rules/value.ts'

interface ComplaintStep {
  what: string
  withinMs: number
  withinText: string
}

/** NBA-02, the three T: tell within 15 minutes, have a plan within 1 hour, have it done within 24; or what the store set. */
export function complaintSteps(rules: RuleOverrides): ComplaintStep[] {
  const tellMinutes = ruleValue({ rules }, 'NBA-02', 'tellMinutes')
  const planHours = ruleValue({ rules }, 'NBA-02', 'planHours')
  const fulfilHours = ruleValue({ rules }, 'NBA-02', 'fulfilHours')
  return [
    { what: '告知', withinMs: tellMinutes * minuteMs, withinText: `${tellMinutes}分钟` },
    { what: '给出方案', withinMs: planHours * hourMs, withinText: `${planHours}小时` },
    { what: '办妥', withinMs: fulfilHours * hourMs, withinText: `${fulfilHours}小时` },
  ]
}

/** 59 分钟, 3 小时, 2 天: whole units, rounded down, at least one minute. */
function spanText(ms: number): string {
  if (ms >= 2 * dayMs) return `${Math.floor(ms / dayMs)}天`
  if (ms >= hourMs) return `${Math.floor(ms / hourMs)}小时`
  return `${Math.max(1, Math.floor(ms / minuteMs))}分钟`
}

/** One line for each of the three deadlines, with what is left or by how much it is passed; a deadline itself is in time. */
export function complaintLines(startedAt: number, asOf: number, rules: RuleOverrides = {}): string[] {
  return complaintSteps(rules).map(({ what, withinMs, withinText }) => {
    const leftMs = startedAt + withinMs - asOf
    const state = leftMs >= 0 ? `还有${spanText(leftMs)}` : `已超${spanText(-leftMs)}`
    return `${withinText}内${what}：${state}`
  })
}
