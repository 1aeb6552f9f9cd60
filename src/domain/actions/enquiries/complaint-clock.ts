import { dayMs, hourMs, minuteMs } from '../../calendar.ts'
import { ruleDefault } from '../../rules/value.ts'

const tellMinutes = ruleDefault('NBA-02', 'tellMinutes')
const planHours = ruleDefault('NBA-02', 'planHours')
const fulfilHours = ruleDefault('NBA-02', 'fulfilHours')
/** NBA-02, the three T: tell within 15 minutes, have a plan within 1 hour, have it done within 24 hours. */
export const complaintSteps = [
  { what: '告知', withinMs: tellMinutes * minuteMs, withinText: `${tellMinutes}分钟` },
  { what: '给出方案', withinMs: planHours * hourMs, withinText: `${planHours}小时` },
  { what: '办妥', withinMs: fulfilHours * hourMs, withinText: `${fulfilHours}小时` },
] as const

/** 59 分钟, 3 小时, 2 天: whole units, rounded down, at least one minute. */
function spanText(ms: number): string {
  if (ms >= 2 * dayMs) return `${Math.floor(ms / dayMs)}天`
  if (ms >= hourMs) return `${Math.floor(ms / hourMs)}小时`
  return `${Math.max(1, Math.floor(ms / minuteMs))}分钟`
}

/** One line for each of the three deadlines, with what is left or by how much it is passed; a deadline itself is in time. */
export function complaintLines(startedAt: number, asOf: number): string[] {
  return complaintSteps.map(({ what, withinMs, withinText }) => {
    const leftMs = startedAt + withinMs - asOf
    const state = leftMs >= 0 ? `还有${spanText(leftMs)}` : `已超${spanText(-leftMs)}`
    return `${withinText}内${what}:${state}`
  })
}
