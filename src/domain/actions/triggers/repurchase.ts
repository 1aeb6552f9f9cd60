import type { CustomerFacts } from '../../customers/facts.ts'
import { ruleDefault } from '../../rules/value.ts'
import type { Trigger } from '../trigger.ts'

/** Up to this day after a purchase the purchase itself is cared for (NBA-09). */
const careDay = ruleDefault('NBA-09', 'day')
const partnerWindowDays = ruleDefault('NBA-10', 'windowDays')
const replenishAheadDays = ruleDefault('NBA-12', 'aheadDays')
const replenishLateDays = ruleDefault('NBA-12', 'lateDays')

/** NBA-10: a product bought 4 to 90 days ago (ours, inclusive) whose partner was never bought; the latest purchase counts. */
function withoutPartner({ missingPartners }: CustomerFacts): string[] | null {
  const [first] = missingPartners
    .filter(({ daysAgo }) => daysAgo > careDay && daysAgo <= partnerWindowDays)
    .sort(
      (a, b) => a.daysAgo - b.daysAgo || (`${a.sku} ${a.partnerSku}` < `${b.sku} ${b.partnerSku}` ? -1 : 1),
    )
  if (!first) return null
  return [`${first.daysAgo}天前买过「${first.name}」`, `没买过搭配的「${first.partnerName}」`]
}

/** NBA-12: from 7 days before a bought product is used up to 14 days after (ours, inclusive); the nearest day counts. */
function nearlyUsedUp({ replenishments }: CustomerFacts): string[] | null {
  const [nearest] = replenishments
    .filter(({ dueInDays }) => dueInDays <= replenishAheadDays && dueInDays >= -replenishLateDays)
    .sort((a, b) => Math.abs(a.dueInDays) - Math.abs(b.dueInDays) || (a.sku < b.sku ? -1 : 1))
  if (!nearest) return null
  const { name, dueInDays } = nearest
  if (dueInDays === 0) return [`「${name}」预计今天用完`]
  return [dueInDays > 0 ? `「${name}」预计${dueInDays}天后用完` : `「${name}」预计${-dueInDays}天前已用完`]
}

/** What was bought calls for what follows it. */
export const repurchaseTriggers: readonly Trigger[] = [
  {
    ruleId: 'NBA-10',
    title: '推荐搭配,给试用',
    talkTitle: '推荐搭配,先讲怎么一起用',
    kind: 'offer',
    urgency: 'this-week',
    value: 4,
    because: '搭配着用效果全,容易接受',
    offers: ['trial'],
    scriptStep: 'interest',
    fires: withoutPartner,
  },
  {
    ruleId: 'NBA-12',
    title: '快用完了,提醒补货',
    kind: 'service',
    urgency: 'this-week',
    value: 4,
    because: '正要补货,晚了会买别家',
    offers: 'none',
    scriptStep: 'action',
    fires: nearlyUsedUp,
  },
]
