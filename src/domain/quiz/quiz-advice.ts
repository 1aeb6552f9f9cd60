import type { CustomerFacts } from '../customers/facts.ts'

/**
 * NBA-18: the quiz is worth offering to a newcomer (0 to 7 days since added) without orders who has told nothing yet. On the
 * first day it comes before any coupon (C11), afterwards beside them. Never suggested after an opt-out or while a
 * complaint is open. Answers the evidence, a sentence each, or null.
 */
export function quizAdvice(facts: CustomerFacts): string[] | null {
  const { cadence, orderCount, hasAnsweredQuiz, isOptedOut, hasOpenComplaint, daysSinceAdded } = facts
  if (cadence !== 'new' || orderCount > 0 || hasAnsweredQuiz) return null
  if (isOptedOut || hasOpenComplaint || daysSinceAdded === null) return null
  return [
    `第${daysSinceAdded + 1}天,还没有订单`,
    daysSinceAdded === 0 ? '先了解她,不急着发券' : '了解她再推荐',
  ]
}
