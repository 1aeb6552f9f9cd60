import type { CustomerFacts } from '../../customers/facts.ts'
import { segmentName } from '../../rfm/segment.ts'
import type { Trigger } from '../trigger.ts'

const nudgeDays = 3
const silentDays = 30
const reviewDays = 90

/** Local days without activity; one who was never active counts from the day added; null when neither is known. */
function quietDays({ daysSinceActivity, daysSinceAdded }: CustomerFacts): number | null {
  return daysSinceActivity ?? daysSinceAdded
}

/** C2: 3 to 30 days a nudge, above 30 recall, from 90 a review. */
function quietBetween(from: number, to: number): Trigger['fires'] {
  return (facts) => {
    const days = quietDays(facts)
    return days !== null && days >= from && days <= to ? [`${days}天没有互动`] : null
  }
}

/** NBA-17: 90 days (inclusive) without interaction and without purchase. */
function longGone(facts: CustomerFacts): string[] | null {
  const days = quietDays(facts)
  if (days === null || days < reviewDays) return null
  if (facts.daysSinceOrder !== null && facts.daysSinceOrder < reviewDays) return null
  const isWorthIt = facts.valueTier === 'high' || facts.isVip
  return [
    facts.daysSinceOrder === null ? `${days}天没有互动,没有订单` : `${days}天没有互动和购买`,
    isWorthIt ? '高价值,值得专门回访' : '放入慢池,少花时间',
  ]
}

const segmentSteps = {
  'important-keep': '回访,问问近况和原因',
  'important-develop': '推拼团或组合,提高购买次数',
} as const

function bySegment(segment: keyof typeof segmentSteps): Trigger {
  return {
    ruleId: 'NBA-21',
    title: segmentSteps[segment],
    kind: segment === 'important-keep' ? 'human' : 'offer',
    urgency: 'this-week',
    scriptStep: segment === 'important-keep' ? 'attention' : 'desire',
    fires: ({ rfm }) => (rfm?.segment === segment ? [`RFM属于${segmentName(segment)}`] : null),
  }
}

/** The relation itself needs care. */
export const relationTriggers: readonly Trigger[] = [
  {
    ruleId: 'NBA-13',
    title: '发一句私人问候,不带券',
    kind: 'talk',
    urgency: 'this-week',
    scriptStep: 'attention',
    fires: quietBetween(nudgeDays, silentDays),
  },
  {
    ruleId: 'NBA-15',
    title: '唤醒:先关心,再给权益',
    kind: 'offer',
    urgency: 'this-week',
    scriptStep: 'attention',
    fires: quietBetween(silentDays + 1, reviewDays - 1),
  },
  {
    ruleId: 'NBA-17',
    title: '90天没有往来,复盘是否值得跟进',
    kind: 'talk',
    urgency: 'when-free',
    fires: longGone,
  },
  bySegment('important-keep'),
  bySegment('important-develop'),
  {
    ruleId: 'NBA-21',
    title: '邀请VIP限量首发',
    kind: 'offer',
    urgency: 'this-week',
    scriptStep: 'interest',
    fires: ({ isVip }) => (isVip ? ['复购满3次的VIP'] : null),
  },
]
