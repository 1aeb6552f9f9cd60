import { dayMs } from '../../calendar.ts'
import type { CustomerFacts } from '../../customers/facts.ts'
import { ruleDefault } from '../../rules/value.ts'
import type { Trigger } from '../trigger.ts'

const careDay = ruleDefault('NBA-09', 'day')
const boughtDays = ruleDefault('NBA-11', 'days')
const pointsDays = ruleDefault('NBA-16', 'days')

/** NBA-11: a category bought 4 to 30 days ago; up to day 3 the purchase itself is cared for (NBA-09). */
function boughtLastMonth({ categoryBoughtDaysAgo }: CustomerFacts): string[] | null {
  const recent = Object.entries(categoryBoughtDaysAgo)
    .filter(([, days]) => days > careDay && days <= boughtDays)
    .sort(([a, daysA], [b, daysB]) => daysA - daysB || (a < b ? -1 : 1))
  const [first] = recent
  return first ? [`${first[1]}天前买过${first[0]}`] : null
}

/** NBA-16: points that expire within 30 days from now (inclusive). */
function expiringPoints({ asOf, points, pointsExpireAt }: CustomerFacts): string[] | null {
  if (points === null || points <= 0 || pointsExpireAt === null) return null
  const leftMs = pointsExpireAt - asOf
  if (leftMs < 0 || leftMs > pointsDays * dayMs) return null
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
    talkTitle: '送生日祝福',
    kind: 'offer',
    urgency: 'today',
    value: 5,
    because: '一年一次,当天才有意义',
    offers: 'best',
    scriptStep: 'attention',
    fires: ({ isBirthdayToday }) => (isBirthdayToday ? ['今天是她的生日'] : null),
  },
  {
    ruleId: 'NBA-09',
    title: '发使用方法,关心效果',
    kind: 'service',
    urgency: 'today',
    value: 3,
    because: '用对了,少疑问,愿意再买',
    offers: 'none',
    fires: dayThree,
  },
  {
    ruleId: 'NBA-11',
    title: '给老客优先预订权',
    talkTitle: '告诉老客新品,聊聊喜好',
    kind: 'offer',
    urgency: 'this-week',
    value: 4,
    because: '刚买过同类,看重优先不看重折扣',
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
    because: '过期就没了,提醒是服务',
    offers: 'none',
    fires: expiringPoints,
  },
]
