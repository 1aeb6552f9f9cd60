import { localDay } from '../../calendar.ts'
import { ruleValue, type RuleOverrides } from '../../rules/value.ts'
import type { CadenceReason } from '../reasons.ts'

/** CAD-12: posts to Moments by one advisor on the local day of `asOf`; a further one asks for a reason from the cap on. */
export function momentsMeter(
  postedAts: readonly number[],
  { asOf, timeZone }: { asOf: number; timeZone: string },
  rules: RuleOverrides = {},
): { dayCount: number; dayCap: number; reasons: CadenceReason[] } {
  const today = localDay(asOf, timeZone)
  const dayCount = postedAts.filter((at) => at <= asOf && localDay(at, timeZone) === today).length
  const dayCap = ruleValue({ rules }, 'CAD-12', 'perDay')
  const text = `今天朋友圈已发 ${dayCount}/${dayCap} 条，再发容易被投诉`
  return { dayCount, dayCap, reasons: dayCount < dayCap ? [] : [{ ruleId: 'CAD-12', text }] }
}
