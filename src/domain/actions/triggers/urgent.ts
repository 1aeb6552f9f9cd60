import { minuteMs } from '../../calendar.ts'
import { isQuizFirst } from '../../offers/guards/contact.ts'
import { ruleDefault } from '../../rules/value.ts'
import { complained, couponAsked, priceAsked } from '../enquiries/evidence.ts'
import type { Trigger } from '../trigger.ts'

const checkoutIdleMs = ruleDefault('NBA-03', 'idleSeconds') * 1000
/** From here on most have a doubt: only now a coupon comes after the help. */
const checkoutDoubtMs = ruleDefault('NBA-03', 'doubtSeconds') * 1000
const checkoutWindowMs = 24 * 60 * minuteMs

/** NBA-03: a checkout idle for `fromMs` (inclusive) to `toMs` (exclusive) with no order after it. */
function idleCheckout(fromMs: number, toMs: number): Trigger['fires'] {
  return ({ asOf, checkoutStartedAt, lastOrder }) => {
    if (checkoutStartedAt === null) return null
    const idleMs = asOf - checkoutStartedAt
    if (idleMs < fromMs || idleMs >= toMs) return null
    if (lastOrder !== null && lastOrder.orderedAt >= checkoutStartedAt) return null
    const minutes = Math.floor(idleMs / minuteMs)
    return [minutes === 0 ? '进入结算后停留未付款' : `进入结算${minutes}分钟未付款`]
  }
}

/** Someone waits: these come before any selling. */
export const urgentTriggers: readonly Trigger[] = [
  {
    ruleId: 'NBA-02',
    title: '先处理投诉,暂停促销',
    kind: 'human',
    urgency: 'now',
    value: 5,
    because: '投诉不处理,客户会走',
    offers: 'none',
    fires: complained,
  },
  {
    ruleId: 'NBA-01',
    title: '她在问价,5分钟内回复',
    kind: 'human',
    urgency: 'now',
    value: 5,
    because: '正想买,回得越快越容易成交',
    offers: 'own',
    scriptStep: 'desire',
    fires: priceAsked,
  },
  {
    ruleId: 'NBA-19',
    title: '答清券能不能用,再举个例子',
    kind: 'human',
    urgency: 'now',
    value: 4,
    because: '手里有券,答清就会用',
    offers: 'none',
    scriptStep: 'desire',
    fires: couponAsked,
  },
  {
    ruleId: 'NBA-18',
    title: '先发肤质测试 (不急着发券)',
    kind: 'talk',
    urgency: 'today',
    value: 5,
    because: '先了解新客,比先发券受欢迎',
    offers: 'none',
    scriptStep: 'attention',
    fires: (facts) => (isQuizFirst(facts) ? ['第1天,还没有订单', '先了解肤质再推荐'] : null),
  },
  {
    ruleId: 'NBA-03',
    title: '问一句结算是否遇到问题',
    kind: 'human',
    urgency: 'now',
    value: 3,
    because: '刚停下,帮忙比发券有用',
    offers: 'none',
    scriptStep: 'action',
    fires: idleCheckout(checkoutIdleMs, checkoutDoubtMs),
  },
  {
    ruleId: 'NBA-03',
    title: '先问结算卡在哪,再给运费券',
    talkTitle: '先问结算卡在哪里',
    kind: 'offer',
    urgency: 'now',
    value: 4,
    because: '停留过1分钟多半有疑问',
    offers: ['freeShipping'],
    scriptStep: 'action',
    fires: idleCheckout(checkoutDoubtMs, checkoutWindowMs + 1),
  },
  {
    ruleId: 'NBA-12',
    title: '提醒未付款的订单',
    kind: 'service',
    urgency: 'today',
    value: 5,
    because: '已经下单,只差付款',
    offers: 'none',
    scriptStep: 'action',
    fires: ({ unpaidOrderId }) => (unpaidOrderId === null ? null : ['有一笔订单还没付款']),
  },
]
