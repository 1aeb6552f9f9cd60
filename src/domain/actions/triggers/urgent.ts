import { minuteMs } from '../../calendar.ts'
import type { CustomerFacts } from '../../customers/facts.ts'
import { isQuizFirst } from '../../offers/guards/contact.ts'
import type { Trigger } from '../trigger.ts'

const checkoutIdleMs = 30_000
const checkoutWindowMs = 24 * 60 * minuteMs

/** NBA-03: a checkout started 30 seconds to 24 hours ago (inclusive) with no order after it. */
function idleCheckout({ asOf, checkoutStartedAt, lastOrder }: CustomerFacts): string[] | null {
  if (checkoutStartedAt === null) return null
  const idleMs = asOf - checkoutStartedAt
  if (idleMs < checkoutIdleMs || idleMs > checkoutWindowMs) return null
  if (lastOrder !== null && lastOrder.orderedAt >= checkoutStartedAt) return null
  const minutes = Math.floor(idleMs / minuteMs)
  return [minutes === 0 ? '进入结算后停留未付款' : `进入结算${minutes}分钟未付款`]
}

/** Someone waits: these come before any selling. */
export const urgentTriggers: readonly Trigger[] = [
  {
    ruleId: 'NBA-02',
    title: '先处理投诉,暂停促销',
    kind: 'human',
    urgency: 'now',
    fires: ({ hasOpenComplaint }) =>
      hasOpenComplaint ? ['有投诉未处理完', '15分钟内告知,1小时内给方案,24小时内办妥'] : null,
  },
  {
    ruleId: 'NBA-01',
    title: '她在问价,5分钟内回复',
    kind: 'human',
    urgency: 'now',
    scriptStep: 'desire',
    fires: ({ isPriceEnquiry }) => (isPriceEnquiry ? ['客户刚问过价格或优惠'] : null),
  },
  {
    ruleId: 'NBA-18',
    title: '先发肤质测试 (不急着发券)',
    kind: 'talk',
    urgency: 'today',
    scriptStep: 'attention',
    fires: (facts) => (isQuizFirst(facts) ? ['第1天,还没有订单', '先了解肤质再推荐'] : null),
  },
  {
    ruleId: 'NBA-03',
    title: '问一句结算是否遇到问题',
    kind: 'human',
    urgency: 'now',
    scriptStep: 'action',
    fires: idleCheckout,
  },
  {
    ruleId: 'NBA-12',
    title: '提醒未付款的订单',
    kind: 'service',
    urgency: 'today',
    scriptStep: 'action',
    fires: ({ unpaidOrderId }) => (unpaidOrderId === null ? null : ['有一笔订单还没付款']),
  },
]
