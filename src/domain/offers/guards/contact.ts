import type { CustomerFacts } from '../../customers/facts.ts'
import type { OfferContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'

/** C11, NBA-18: on the day a customer without orders is added, the quiz comes before any coupon; an answered quiz lifts this. */
export function isQuizFirst(facts: CustomerFacts): boolean {
  return facts.daysSinceAdded === 0 && facts.orderCount === 0 && !facts.hasAnsweredQuiz
}

/** Reasons that lie in the customer, not in the offer: they refuse every offer alike. */
export function contactRefusals(facts: CustomerFacts, context: OfferContext): Refusal[] {
  const refusals: Refusal[] = []
  if (facts.isOptedOut) refusals.push({ code: 'optedOut', ruleId: 'OPT-OUT', text: '客户已退订个性化优惠' })
  if (facts.isInHoldOut)
    refusals.push({ code: 'holdOut', ruleId: 'HOLD-OUT', text: '对照组客户,只服务不发券' })
  if (facts.hasOpenComplaint)
    refusals.push({ code: 'complaintOpen', ruleId: 'NBA-02', text: '投诉未处理完,暂停促销' })
  if (isQuizFirst(facts))
    refusals.push({ code: 'quizFirst', ruleId: 'NBA-18', text: '新客第1天,先发肤质测试' })
  if (context.settings.isOneLiveCouponAtATime && context.liveCouponId !== null)
    refusals.push({ code: 'liveCoupon', ruleId: 'ONE-LIVE', text: '还有一张券未用完' })
  return refusals
}
