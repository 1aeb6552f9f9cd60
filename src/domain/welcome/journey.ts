import { instantOf, localDay } from '../calendar.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'

export const journeyKinds = ['quiz', 'coupon', 'product', 'payNotice', 'usage', 'points'] as const
export type JourneyKind = (typeof journeyKinds)[number]

/** What the journey follows from; instants are epoch ms, null = has not happened or is unknown. */
export interface JourneyFacts {
  timeZone: string
  followedAt: number | null
  quizAnsweredAt: number | null
  /** The latest paid order. */
  paidAt: number | null
  /** When the after-sale period of that order ends. */
  afterSaleEndsAt: number | null
  points: number | null
  isOptedOut: boolean
  hasOpenComplaint: boolean
}

export interface JourneyMessage {
  kind: JourneyKind
  /** Epoch ms from which it is due. */
  dueAt: number
  ruleId: 'WEL-04' | 'NBA-09' | 'NBA-18'
  /** C23: a service message takes no marketing quota. */
  isService: boolean
  /** For the advisor, who sends it; nothing sends by itself. */
  title: string
}

/** The first instant of the local day `days` after that of `at`. */
function startOfDayAfter(at: number, days: number, timeZone: string): number {
  return instantOf(localDay(at, timeZone) + days, 0, 0, timeZone)
}

/** C11: the quiz at once; the coupon after the answer or after the day of NBA-18 (on day 2), whichever is first; the product with it. */
function arrival(
  { followedAt, quizAnsweredAt, paidAt, timeZone }: JourneyFacts,
  rules: RuleOverrides,
): JourneyMessage[] {
  if (followedAt === null || paidAt !== null) return []
  const afterQuizDay = startOfDayAfter(followedAt, ruleValue({ rules }, 'NBA-18', 'day'), timeZone)
  const couponAt =
    quizAnsweredAt === null ? afterQuizDay : Math.max(followedAt, Math.min(afterQuizDay, quizAnsweredAt))
  const offer = { dueAt: couponAt, ruleId: 'WEL-04' as const, isService: false }
  const quiz: JourneyMessage = {
    kind: 'quiz',
    dueAt: followedAt,
    ruleId: 'NBA-18',
    isService: false,
    title: '先发小测试',
  }
  return [
    ...(quizAnsweredAt === null ? [quiz] : []),
    { kind: 'coupon', ...offer, title: '看看可以给哪张券' },
    { kind: 'product', ...offer, title: '推荐一款合适的' },
  ]
}

/** NBA-09: the notice at once, the usage text on local day 3 after the payment, the points once the after-sale period is over. */
function afterPayment(
  { paidAt, afterSaleEndsAt, points, timeZone }: JourneyFacts,
  rules: RuleOverrides,
): JourneyMessage[] {
  if (paidAt === null) return []
  const usageAt = startOfDayAfter(paidAt, ruleValue({ rules }, 'NBA-09', 'day'), timeZone)
  const service = { isService: true }
  const messages: JourneyMessage[] = [
    { kind: 'payNotice', dueAt: paidAt, ruleId: 'WEL-04', ...service, title: '告知付款成功' },
    { kind: 'usage', dueAt: usageAt, ruleId: 'NBA-09', ...service, title: '发使用方法' },
  ]
  if (afterSaleEndsAt !== null && points !== null && points > 0)
    messages.push({
      kind: 'points',
      dueAt: Math.max(paidAt, afterSaleEndsAt),
      ruleId: 'WEL-04',
      ...service,
      title: '说说积分能换什么',
    })
  return messages
}

/**
 * WEL-04: the journey of a customer, by due time: quiz, coupon and product after the follow; notice, usage and points after
 * a payment, which ends the newcomer's part. Empty for who opted out; an open complaint leaves the service messages.
 */
export function journeyOf(facts: JourneyFacts, rules: RuleOverrides = {}): JourneyMessage[] {
  if (facts.isOptedOut) return []
  return [...arrival(facts, rules), ...afterPayment(facts, rules)]
    .filter(({ isService }) => isService || !facts.hasOpenComplaint)
    .sort((a, b) => a.dueAt - b.dueAt || journeyKinds.indexOf(a.kind) - journeyKinds.indexOf(b.kind))
}

/** WEL-04: what is due at `asOf` (inclusive) and not among the kinds already sent. */
export function dueJourneyMessages(
  facts: JourneyFacts,
  asOf: number,
  sentKinds: readonly JourneyKind[],
  rules: RuleOverrides = {},
): JourneyMessage[] {
  return journeyOf(facts, rules).filter(({ kind, dueAt }) => dueAt <= asOf && !sentKinds.includes(kind))
}
