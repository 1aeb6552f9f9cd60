import { ruleValue, type RuleOverrides } from '../rules/value.ts'

export interface ComplaintRise {
  ruleId: 'RISK-01'
  thisWeek: number
  lastWeek: number
  /** Growth over the week before: 0.3 = +30 %; null when that week had none. */
  growth: number | null
  limitPercent: number
  /** What is to be done: staff review the scripts. */
  task: 'scriptReview' | null
  /** The counts behind it, for staff. */
  text: string
}

interface Weeks {
  thisWeek: number
  lastWeek: number
}

/** One decimal; rounded away from the line, so that a shown "+30%" never stands beside an alarm at 30. */
function signedPercent({ thisWeek, lastWeek }: Weeks, isRaised: boolean): string {
  const tenths = ((thisWeek - lastWeek) * 1000) / lastWeek
  const percent = (isRaised ? Math.ceil(tenths) : Math.floor(tenths)) / 10
  return `${percent >= 0 ? '+' : ''}${percent}%`
}

function textOf(weeks: Weeks, limitPercent: number, isRaised: boolean): string {
  const { thisWeek, lastWeek } = weeks
  if (lastWeek === 0)
    return thisWeek === 0 ? '本周和上周都没有投诉' : `上周没有投诉，本周${thisWeek}起，算不出环比，按上升处理`
  return `投诉环比${signedPercent(weeks, isRaised)}（上周${lastWeek}起，本周${thisWeek}起，线+${limitPercent}%）`
}

/**
 * RISK-01: complaints of the last 7 local days against the 7 before (C21). Above +30 % (exclusive: +30 % is no rise yet)
 * the scripts are to be reviewed. After a week without complaints there is no growth to state; any complaint is a rise then.
 */
export function complaintRise({ thisWeek, lastWeek }: Weeks, rules: RuleOverrides = {}): ComplaintRise {
  const limitPercent = ruleValue({ rules }, 'RISK-01', 'percent')
  const isRaised = thisWeek * 100 > lastWeek * (100 + limitPercent)
  return {
    ruleId: 'RISK-01',
    thisWeek,
    lastWeek,
    growth: lastWeek === 0 ? null : thisWeek / lastWeek - 1,
    limitPercent,
    task: isRaised ? 'scriptReview' : null,
    text: textOf({ thisWeek, lastWeek }, limitPercent, isRaised),
  }
}

/**
 * Whether the rise opens a task on the local day `today`: not while one was opened for it on the last 7 local days, today
 * included, done or not; the weeks compared would overlap. `lastOpenedDay` null = never.
 */
export function opensScriptReview(
  { task }: Pick<ComplaintRise, 'task'>,
  lastOpenedDay: number | null,
  today: number,
): boolean {
  return task !== null && (lastOpenedDay === null || today - lastOpenedDay >= 7)
}
