import { dayMs } from '../../calendar.ts'
import type { CustomerFacts } from '../../customers/facts.ts'
import type { Trigger } from '../trigger.ts'

const careDay = 3
const monthDays = 30

/** NBA-11: a category bought 4 to 30 days ago; up to day 3 the purchase itself is cared for (NBA-09). */
function boughtLastMonth({ categoryBoughtDaysAgo }: CustomerFacts): string[] | null {
  const recent = Object.entries(categoryBoughtDaysAgo)
    .filter(([, days]) => days > careDay && days <= monthDays)
    .sort(([a, daysA], [b, daysB]) => daysA - daysB || (a < b ? -1 : 1))
  const [first] = recent
  return first ? [`${first[1]}天前买过${first[0]}`] : null
}

/** NBA-16: points that expire within 30 days from now (inclusive). */
function expiringPoints({ asOf, points, pointsExpireAt }: CustomerFacts): string[] | null {
  if (points === null || points <= 0 || pointsExpireAt === null) return null
  const leftMs = pointsExpireAt - asOf
  if (leftMs < 0 || leftMs > monthDays * dayMs) return null
  return [`${points}积分,最近一批${Math.floor(leftMs / dayMs)}天后过期`]
}

function dayThree({ daysSinceOrder, lastOrder }: CustomerFacts): string[] | null {
  if (daysSinceOrder !== careDay || lastOrder?.status !== 'paid') return null
  return ['购后第3天', ...lastOrder.itemNames.slice(0, 1).map((name) => `买了「${name}」`)]
}

/** A date calls. */
export const occasionTriggers: readonly Trigger[] = [
  {
    ruleId: 'NBA-08',
    title: '送生日祝福和当天礼遇',
    kind: 'offer',
    urgency: 'today',
    scriptStep: 'attention',
    fires: ({ isBirthdayToday }) => (isBirthdayToday ? ['今天是她的生日'] : null),
  },
  { ruleId: 'NBA-09', title: '发使用方法,关心效果', kind: 'service', urgency: 'today', fires: dayThree },
  {
    ruleId: 'NBA-11',
    title: '给老客优先预订权',
    kind: 'offer',
    urgency: 'this-week',
    scriptStep: 'interest',
    fires: boughtLastMonth,
  },
  { ruleId: 'NBA-16', title: '提醒积分快过期', kind: 'service', urgency: 'this-week', fires: expiringPoints },
]
