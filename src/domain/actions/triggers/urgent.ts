import type { CustomerFacts } from '../../customers/facts.ts'
import { isQuizFirst } from '../../offers/guards/contact.ts'
import { ruleValue } from '../../rules/value.ts'
import { complained, couponAsked, priceAsked } from '../enquiries/evidence.ts'
import type { Trigger } from '../trigger.ts'
import { doubtfulCheckout, idleCheckout } from './checkout.ts'

/** NBA-18, C11: the quiz comes before any coupon. */
function quizFirst(facts: CustomerFacts): string[] | null {
  if (!isQuizFirst(facts)) return null
  const place = `第${(facts.daysSinceAdded ?? 0) + 1}天`
  return [`${place}，还没有订单`, `第${ruleValue(facts, 'NBA-18', 'day')}天为止先了解肤质再推荐`]
}

/** Someone waits: these come before any selling. */
export const urgentTriggers: readonly Trigger[] = [
  {
    ruleId: 'NBA-02',
    title: '先处理投诉，暂停促销',
    kind: 'human',
    urgency: 'now',
    value: 5,
    because: '投诉不处理，客户会走',
    offers: 'none',
    fires: complained,
  },
  {
    ruleId: 'NBA-01',
    title: '她在问价，现在就回',
    kind: 'human',
    urgency: 'now',
    value: 5,
    because: '正想买，回得越快越容易成交',
    offers: 'own',
    scriptStep: 'desire',
    fires: priceAsked,
  },
  {
    ruleId: 'NBA-19',
    title: '答清券能不能用，再举个例子',
    kind: 'human',
    urgency: 'now',
    value: 4,
    because: '手里有券，答清就会用',
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
    because: '先了解新客，比先发券受欢迎',
    offers: 'none',
    scriptStep: 'attention',
    fires: quizFirst,
  },
  {
    ruleId: 'NBA-03',
    title: '问一句结算是否遇到问题',
    kind: 'human',
    urgency: 'now',
    value: 3,
    because: '刚停下，帮忙比发券有用',
    offers: 'none',
    scriptStep: 'action',
    fires: idleCheckout,
  },
  {
    ruleId: 'NBA-03',
    title: '先问结算卡在哪，再给运费券',
    talkTitle: '先问结算卡在哪里',
    kind: 'offer',
    urgency: 'now',
    value: 4,
    because: '停了这么久多半有疑问',
    offers: ['freeShipping'],
    scriptStep: 'action',
    fires: doubtfulCheckout,
  },
  {
    ruleId: 'NBA-12',
    title: '提醒未付款的订单',
    kind: 'service',
    urgency: 'today',
    value: 5,
    because: '已经下单，只差付款',
    offers: 'none',
    scriptStep: 'action',
    fires: ({ unpaidOrderId }) => (unpaidOrderId === null ? null : ['有一笔订单还没付款']),
  },
]
