import type { CadenceStage } from '../customers/stages.ts'
import type { Fen } from '../money.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'

export interface StageLimit {
  ruleId: string
  /** Touches in the last 7 local days. */
  weekCap: number
  /** Touches on one local day; CAD-04 tapers it after the first month. */
  dayCap: number
}

/** CAD-01..03 and C3: the upper end of each range; `rules` = what the store set in place of the defaults. */
export function stageLimitsOf(rules: RuleOverrides): Record<CadenceStage, StageLimit> {
  const settings = { rules }
  const taperedDayCap = ruleValue(settings, 'CAD-04', 'dayCap')
  return {
    new: {
      ruleId: 'CAD-01',
      weekCap: ruleValue(settings, 'CAD-01', 'weekCap'),
      dayCap: ruleValue(settings, 'CAD-01', 'dayCap'),
    },
    active: {
      ruleId: 'CAD-02',
      weekCap: ruleValue(settings, 'CAD-02', 'weekCap'),
      dayCap: ruleValue(settings, 'CAD-02', 'dayCap'),
    },
    mature: { ruleId: 'C3', weekCap: ruleValue(settings, 'C3', 'weekCap'), dayCap: taperedDayCap },
    silent: { ruleId: 'CAD-03', weekCap: ruleValue(settings, 'CAD-03', 'weekCap'), dayCap: taperedDayCap },
  }
}

export const stageLimits = stageLimitsOf({})

/** [start, end) in local hours. */
export type HourWindow = readonly [start: number, end: number]

/** CAD-05: the golden windows of the day, earliest first. */
export function goldenHoursOf(rules: RuleOverrides): readonly HourWindow[] {
  const settings = { rules }
  return [
    [ruleValue(settings, 'CAD-05', 'morningFrom'), ruleValue(settings, 'CAD-05', 'morningUntil')],
    [ruleValue(settings, 'CAD-05', 'noonFrom'), ruleValue(settings, 'CAD-05', 'noonUntil')],
    [ruleValue(settings, 'CAD-05', 'eveningFrom'), ruleValue(settings, 'CAD-05', 'eveningUntil')],
  ]
}

/** CAD-05: from when (inclusive) until when of the next day (exclusive) a reason is asked. */
export function quietHoursOf(rules: RuleOverrides): HourWindow {
  return [ruleValue({ rules }, 'CAD-05', 'quietFrom'), ruleValue({ rules }, 'CAD-05', 'quietUntil')]
}

export const goldenHours = goldenHoursOf({})
export const [quietFromHour, quietUntilHour] = quietHoursOf({})

/** CAD-07: from this average order value (inclusive) a monthly cap applies beside the weekly one; the stricter wins (C5). Null where none applies. */
export function monthCapFor(averageOrderFen: Fen | null, rules: RuleOverrides = {}): number | null {
  const fromFen = ruleValue({ rules }, 'CAD-07', 'averageOrderFen')
  if (averageOrderFen === null || averageOrderFen < fromFen) return null
  return ruleValue({ rules }, 'CAD-07', 'monthCap')
}
