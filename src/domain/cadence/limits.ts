import type { CadenceStage } from '../customers/stages.ts'
import type { Fen } from '../money.ts'

export interface StageLimit {
  ruleId: string
  /** Touches in the last 7 local days. */
  weekCap: number
  /** Touches on one local day; CAD-04 tapers it after the first month. */
  dayCap: number
}

/** CAD-01..03 and C3: the upper end of each range; all are store settings with these defaults. */
export const stageLimits: Record<CadenceStage, StageLimit> = {
  new: { ruleId: 'CAD-01', weekCap: 6, dayCap: 2 },
  active: { ruleId: 'CAD-02', weekCap: 4, dayCap: 2 },
  mature: { ruleId: 'C3', weekCap: 3, dayCap: 1 },
  silent: { ruleId: 'CAD-03', weekCap: 2, dayCap: 1 },
}

/** CAD-07: from this average order value (inclusive) a monthly cap applies beside the weekly one; the stricter wins (C5). */
export const dearOrderFen: Fen = 200_000
export const dearMonthCap = 5

/** CAD-06: bubbles in one touch; an AIDA chain has its four steps. */
export const bubbleCap = 3
export const chainBubbleCap = 4

/** CAD-05: [start, end) in local hours. */
export const goldenHours: readonly (readonly [start: number, end: number])[] = [
  [7, 9],
  [12, 13],
  [19, 22],
]
export const quietFromHour = 22
export const quietUntilHour = 7

/** The monthly cap for a customer of this average order value, or null where none applies. */
export function monthCapFor(averageOrderFen: Fen | null): number | null {
  return averageOrderFen !== null && averageOrderFen >= dearOrderFen ? dearMonthCap : null
}
