import type { CustomerFacts } from '../../customers/facts.ts'
import { ruleValue } from '../../rules/value.ts'
import type { OfferContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'

/** C11, NBA-18: on the first day of a customer without orders (or so many as the store set, inclusive) the quiz comes before any coupon; an answered quiz lifts this. */
export function isQuizFirst(facts: CustomerFacts): boolean {
  const { daysSinceAdded, orderCount, hasAnsweredQuiz } = facts
  if (daysSinceAdded === null || daysSinceAdded >= ruleValue(facts, 'NBA-18', 'day')) return false
  return orderCount === 0 && !hasAnsweredQuiz
}

/** Reasons that lie in the customer, not in the offer: they refuse every offer alike. */
export function contactRefusals(facts: CustomerFacts, context: OfferContext): Refusal[] {
  const refusals: Refusal[] = []
  if (facts.isOptedOut) refusals.push({ code: 'optedOut', ruleId: 'OPT-OUT', text: '客户已退订个性化优惠' })
  if (facts.isInHoldOut)
    refusals.push({ code: 'holdOut', ruleId: 'HOLD-OUT', text: '对照组客户，只服务不发券' })
  if (facts.hasOpenComplaint)
    refusals.push({ code: 'complaintOpen', ruleId: 'NBA-02', text: '投诉未处理完，暂停促销' })
  if (isQuizFirst(facts))
    refusals.push({
      code: 'quizFirst',
      ruleId: 'NBA-18',
      text: `新客第${(facts.daysSinceAdded ?? 0) + 1}天，先发肤质测试`,
    })
  if (context.settings.isOneLiveCouponAtATime && context.liveCouponId !== null)
    refusals.push({ code: 'liveCoupon', ruleId: 'ONE-LIVE', text: '还有一张券未用完' })
  return refusals
}
