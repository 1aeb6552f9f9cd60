import type { CustomerFacts } from '../customers/facts.ts'
import { isQuizFirst } from '../offers/guards/contact.ts'

/**
 * NBA-18: the quiz is worth offering to a newcomer (0 to 7 days since added) without orders who has told nothing yet. On the
 * first day it comes before any coupon (C11), afterwards beside them. Never suggested after an opt-out, while a
 * complaint is open or an advisor put it aside. Who answered once may be asked again when the answers have lapsed, ordered or not. Answers the
 * evidence, a sentence each, or null.
 */
export function quizAdvice(facts: CustomerFacts): string[] | null {
  const { cadence, orderCount, hasAnsweredQuiz, isOptedOut, hasOpenComplaint, daysSinceAdded } = facts
  if (isOptedOut || hasOpenComplaint || daysSinceAdded === null || hasAnsweredQuiz) return null
  if (facts.suppressedRuleIds.includes('NBA-18')) return null
  if (facts.hasLapsedAnswers) return ['上次的回答已过期', '请她再选一次，推荐更准']
  if (cadence !== 'new' || orderCount > 0) return null
  return [
    `第${daysSinceAdded + 1}天，还没有订单`,
    isQuizFirst(facts) ? '先了解她，不急着发券' : '了解她再推荐',
  ]
}
