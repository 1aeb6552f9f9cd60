import { instantOf, localDay } from '../calendar.ts'
import { ruleDefault } from '../rules/value.ts'

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

/** C11: the quiz at once; the coupon after the answer or on day 2 (the day after), whichever is first; the product with it. */
function arrival({ followedAt, quizAnsweredAt, paidAt, timeZone }: JourneyFacts): JourneyMessage[] {
  if (followedAt === null || paidAt !== null) return []
  const dayTwo = startOfDayAfter(followedAt, 1, timeZone)
  const couponAt = quizAnsweredAt === null ? dayTwo : Math.max(followedAt, Math.min(dayTwo, quizAnsweredAt))
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
function afterPayment({ paidAt, afterSaleEndsAt, points, timeZone }: JourneyFacts): JourneyMessage[] {
  if (paidAt === null) return []
  const usageAt = startOfDayAfter(paidAt, ruleDefault('NBA-09', 'day'), timeZone)
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
export function journeyOf(facts: JourneyFacts): JourneyMessage[] {
  if (facts.isOptedOut) return []
  return [...arrival(facts), ...afterPayment(facts)]
    .filter(({ isService }) => isService || !facts.hasOpenComplaint)
    .sort((a, b) => a.dueAt - b.dueAt || journeyKinds.indexOf(a.kind) - journeyKinds.indexOf(b.kind))
}

/** WEL-04: what is due at `asOf` (inclusive) and not among the kinds already sent. */
export function dueJourneyMessages(
  facts: JourneyFacts,
  asOf: number,
  sentKinds: readonly JourneyKind[],
): JourneyMessage[] {
  return journeyOf(facts).filter(({ kind, dueAt }) => dueAt <= asOf && !sentKinds.includes(kind))
}
