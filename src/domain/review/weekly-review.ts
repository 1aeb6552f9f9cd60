import { type Count, reachesPercent } from '../metrics/share.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'

/** One offer, script or activity over the days of the review, in people: each step is among the one before. */
export interface ReviewRow {
  name: string
  sentPeople: number
  clickedPeople: number
  /** Who began to pay; null where the shop does not report it. */
  checkoutPeople: number | null
  paidPeople: number
}

export type ReviewPlace = 'landingPage' | 'paymentFlow' | 'incentive'

export interface ReviewSuggestion extends Count {
  ruleId: 'REV-01'
  name: string
  place: ReviewPlace
  targetPercent: number
  /** Why, with the counts behind it, for staff. */
  reason: string
}

/** Low: below the line (the line itself is not low), once so many were asked that the line expects at least one. */
function isLow(count: Count, percent: number): boolean {
  return count.whole * percent >= 100 && !reachesPercent(count, percent)
}

/** Few begin to pay: an incentive is missing. Enough begin and few finish: the payment flow. Unknown: both are to be looked at. */
function payPlaces({ clickedPeople, checkoutPeople }: ReviewRow, percent: number): ReviewPlace[] {
  if (checkoutPeople === null) return ['paymentFlow', 'incentive']
  const hasEnough = reachesPercent({ part: checkoutPeople, whole: clickedPeople }, percent)
  return [hasEnough ? 'paymentFlow' : 'incentive']
}

const advice: Record<ReviewPlace, string> = {
  landingPage: '先改落地页',
  paymentFlow: '检查支付流程',
  incentive: '加一点激励',
}

function reviewRow(row: ReviewRow, openPercent: number, payPercent: number): ReviewSuggestion[] {
  const { name, sentPeople, clickedPeople, paidPeople } = row
  const suggest = (place: ReviewPlace, count: Count, targetPercent: number, step: string) => ({
    ruleId: 'REV-01' as const,
    name,
    place,
    ...count,
    targetPercent,
    reason: `${name}：${count.whole}人里${count.part}人${step}，低于${targetPercent}%，${advice[place]}`,
  })
  const clicks = { part: clickedPeople, whole: sentPeople }
  const pays = { part: paidPeople, whole: clickedPeople }
  const places = isLow(pays, payPercent) ? payPlaces(row, payPercent) : []
  return [
    ...(isLow(clicks, openPercent) ? [suggest('landingPage', clicks, openPercent, '点击')] : []),
    ...places.map((place) => suggest(place, pays, payPercent, '付款')),
  ]
}

/**
 * REV-01: what to change after a week. Clicks / sent below the content line (MET-05, 10 %): the landing page. Paid / clicked
 * below the conversion line (MET-03, 5 %): the payment flow or an incentive. That these lines say what "low" is, is ours.
 * In the order of the rows; for one row the click comes first. Nothing low: an empty list.
 */
export function weeklyReview(rows: readonly ReviewRow[], rules: RuleOverrides = {}): ReviewSuggestion[] {
  const openPercent = ruleValue({ rules }, 'MET-05', 'openPercent')
  const payPercent = ruleValue({ rules }, 'MET-03', 'percent')
  return rows.flatMap((row) => reviewRow(row, openPercent, payPercent))
}
