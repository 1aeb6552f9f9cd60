import type { CustomerFacts } from '../../customers/facts.ts'
import { ruleValue } from '../../rules/value.ts'
import type { Trigger } from '../trigger.ts'

/**
 * NBA-10: a product bought 4 to 90 days ago (ours, inclusive) whose partner was never bought; the latest purchase counts. Up
 * to day 3 the purchase itself is cared for (NBA-09).
 */
function withoutPartner(facts: CustomerFacts): string[] | null {
  const careDay = ruleValue(facts, 'NBA-09', 'day')
  const windowDays = ruleValue(facts, 'NBA-10', 'windowDays')
  const [first] = facts.missingPartners
    .filter(({ daysAgo }) => daysAgo > careDay && daysAgo <= windowDays)
    .sort(
      (a, b) => a.daysAgo - b.daysAgo || (`${a.sku} ${a.partnerSku}` < `${b.sku} ${b.partnerSku}` ? -1 : 1),
    )
  if (!first) return null
  return [
    `${first.daysAgo}天前买过「${first.name}」`,
    `没买过搭配的「${first.partnerName}」`,
    `购后第${careDay}天之后、${windowDays}天内推荐`,
  ]
}

/** NBA-12: from 7 days before a bought product is used up to 14 days after (ours, inclusive); the nearest day counts. */
function nearlyUsedUp(facts: CustomerFacts): string[] | null {
  const aheadDays = ruleValue(facts, 'NBA-12', 'aheadDays')
  const lateDays = ruleValue(facts, 'NBA-12', 'lateDays')
  const [nearest] = facts.replenishments
    .filter(({ dueInDays }) => dueInDays <= aheadDays && dueInDays >= -lateDays)
    .sort((a, b) => Math.abs(a.dueInDays) - Math.abs(b.dueInDays) || (a.sku < b.sku ? -1 : 1))
  if (!nearest) return null
  const { name, dueInDays } = nearest
  const window = `用完前${aheadDays}天到用完后${lateDays}天提醒`
  if (dueInDays === 0) return [`「${name}」预计今天用完`, window]
  const when = dueInDays > 0 ? `${dueInDays}天后用完` : `${-dueInDays}天前已用完`
  return [`「${name}」预计${when}`, window]
}

/** What was bought calls for what follows it. */
export const repurchaseTriggers: readonly Trigger[] = [
  {
    ruleId: 'NBA-10',
    title: '推荐搭配，给试用',
    talkTitle: '推荐搭配，先讲怎么一起用',
    kind: 'offer',
    urgency: 'this-week',
    value: 4,
    because: '搭配着用效果全，容易接受',
    offers: ['trial'],
    scriptStep: 'interest',
    fires: withoutPartner,
  },
  {
    ruleId: 'NBA-12',
    title: '快用完了，提醒补货',
    kind: 'service',
    urgency: 'this-week',
    value: 4,
    because: '正要补货，晚了会买别家',
    offers: 'none',
    scriptStep: 'action',
    fires: nearlyUsedUp,
  },
]
