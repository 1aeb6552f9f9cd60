import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../../src/domain/customers/facts.ts'
import { quizAdvice } from '../../../src/domain/quiz/quiz-advice.ts'
import { sampleFacts } from '../customers/sample-facts.ts'

const newcomer = sampleFacts({ cadence: 'new', daysSinceAdded: 0, orderCount: 0, hasAnsweredQuiz: false })

describe('quizAdvice (NBA-18, C11)', () => {
  it('asks anew when the answers have lapsed, whoever she is by then', () => {
    const later = { daysSinceAdded: 365, cadence: 'mature', orderCount: 4 } as const
    expect(quizAdvice({ ...newcomer, ...later })).toBeNull()
    expect(quizAdvice({ ...newcomer, ...later, hasLapsedAnswers: true })).toEqual([
      '上次的回答已过期',
      '请她再选一次，推荐更准',
    ])
    expect(quizAdvice({ ...newcomer, ...later, hasLapsedAnswers: true, isOptedOut: true })).toBeNull()
  })

  it('offers it to a newcomer, on the first day instead of a coupon', () => {
    expect(quizAdvice(newcomer)).toEqual(['第1天，还没有订单', '先了解她，不急着发券'])
    expect(quizAdvice({ ...newcomer, daysSinceAdded: 1 })).toEqual(['第2天，还没有订单', '了解她再推荐'])
  })

  it.each([
    ['the eighth day, the last of a newcomer', { daysSinceAdded: 7 }, true],
    ['the ninth day', { daysSinceAdded: 8, cadence: 'active' }, false],
    ['an order', { orderCount: 1 }, false],
    ['answers given', { hasAnsweredQuiz: true }, false],
    ['answers lapsed', { hasLapsedAnswers: true }, true],
    ['an advisor who put it aside', { suppressedRuleIds: ['NBA-18'] }, false],
    ['an opt-out', { isOptedOut: true }, false],
    ['an open complaint', { hasOpenComplaint: true }, false],
    ['nobody who follows her', { daysSinceAdded: null }, false],
  ] satisfies [string, Partial<CustomerFacts>, boolean][])('%s', (_name, changes, isAdvised) => {
    expect(quizAdvice({ ...newcomer, ...changes }) !== null).toBe(isAdvised)
  })
})
