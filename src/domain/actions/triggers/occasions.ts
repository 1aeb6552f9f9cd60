import { dayMs } from '../../calendar.ts'
import { daysSince } from '../../customers/activity.ts'
import type { CustomerFacts } from '../../customers/facts.ts'
import { ruleValue } from '../../rules/value.ts'
import type { Trigger } from '../trigger.ts'

/** Whole local days since the step of this rule was last carried out; null = not that we know of. */
function doneDaysAgo({ carriedOutAt, asOf, timeZone }: CustomerFacts, ruleId: string): number | null {
  return daysSince(carriedOutAt[ruleId] ?? null, asOf, timeZone)
}

/** NBA-08: all day on the birthday, until she was greeted. */
function birthday(facts: CustomerFacts): string[] | null {
  if (!facts.isBirthdayToday || doneDaysAgo(facts, 'NBA-08') === 0) return null
  return ['今天是她的生日']
}

/** NBA-11: a category bought 4 to 30 days ago; up to day 3 the purchase itself is cared for (NBA-09). */
function boughtLastMonth(facts: CustomerFacts): string[] | null {
  const careDay = ruleValue(facts, 'NBA-09', 'day')
  const boughtDays = ruleValue(facts, 'NBA-11', 'days')
  const recent = Object.entries(facts.categoryBoughtDaysAgo)
    .filter(([, days]) => days > careDay && days <= boughtDays)
    .sort(([a, daysA], [b, daysB]) => daysA - daysB || (a < b ? -1 : 1))
  const [first] = recent
  return first
    ? [`${first[1]}天前买过${first[0]}`, `购后第${careDay}天之后、${boughtDays}天内告诉老客`]
    : null
}

/**
 * NBA-16: points that expire within 30 days from now (inclusive). "Once a month": after a reminder it rests for 30 local
 * days, the day of the reminder counted, so it may call again on the 30th day after.
 */
function expiringPoints(facts: CustomerFacts): string[] | null {
  const { asOf, points, pointsExpireAt } = facts
  if (points === null || points <= 0 || pointsExpireAt === null) return null
  const days = ruleValue(facts, 'NBA-16', 'days')
  const leftMs = pointsExpireAt - asOf
  if (leftMs < 0 || leftMs > days * dayMs) return null
  const restDays = ruleValue(facts, 'NBA-16', 'restDays')
  const remindedDaysAgo = doneDaysAgo(facts, 'NBA-16')
  if (remindedDaysAgo !== null && remindedDaysAgo < restDays) return null
  return [
    `${points}积分，最近一批${Math.floor(leftMs / dayMs)}天后过期`,
    `${days}天内过期就提醒，${restDays}天只提醒一次`,
  ]
}

/** NBA-09: on local day 3 after a paid order, once for this order. */
function dayThree(facts: CustomerFacts): string[] | null {
  const { daysSinceOrder, lastOrder, carriedOutAt } = facts
  const careDay = ruleValue(facts, 'NBA-09', 'day')
  if (daysSinceOrder !== careDay || lastOrder?.status !== 'paid') return null
  if ((carriedOutAt['NBA-09'] ?? -Infinity) >= lastOrder.orderedAt) return null
  return [`购后第${careDay}天`, ...lastOrder.itemNames.slice(0, 1).map((name) => `买了「${name}」`)]
}

/** The rules of which the facts tell when they were last carried out: done once, they rest. */
export const restingRuleIds = ['NBA-08', 'NBA-09', 'NBA-16'] as const

/** A date calls. */
export const occasionTriggers: readonly Trigger[] = [
  {
    ruleId: 'NBA-08',
    title: '送生日祝福和当天礼遇',
    talkTitle: '送生日祝福',
    kind: 'offer',
    urgency: 'today',
    value: 5,
    because: '一年一次，当天才有意义',
    offers: 'best',
    scriptStep: 'attention',
    fires: birthday,
  },
  {
    ruleId: 'NBA-09',
    title: '发使用方法，关心效果',
    kind: 'service',
    urgency: 'today',
    value: 3,
    because: '用对了，少疑问，愿意再买',
    offers: 'none',
    scriptStep: 'interest',
    fires: dayThree,
  },
  {
    ruleId: 'NBA-11',
    title: '给老客优先预订权',
    talkTitle: '告诉老客新品，聊聊喜好',
    kind: 'offer',
    urgency: 'this-week',
    value: 4,
    because: '刚买过同类，看重优先不看重折扣',
    offers: ['preorder'],
    scriptStep: 'interest',
    fires: boughtLastMonth,
  },
  {
    ruleId: 'NBA-16',
    title: '提醒积分快过期',
    kind: 'service',
    urgency: 'this-week',
    value: 3,
    because: '过期就没了，提醒是服务',
    offers: 'none',
    scriptStep: 'action',
    fires: expiringPoints,
  },
]
