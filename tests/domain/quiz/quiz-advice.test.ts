import { describe, expect, it } from 'vitest'
import { quizAdvice } from '../../../src/domain/quiz/quiz-advice.ts'
import { sampleFacts } from '../customers/sample-facts.ts'

const newcomer = sampleFacts({ cadence: 'new', daysSinceAdded: 0, orderCount: 0, hasAnsweredQuiz: false })

describe('quizAdvice (NBA-18, C11)', () => {
  it('offers it to a newcomer, on the first day instead of a coupon', () => {
    expect(quizAdvice(newcomer)).toEqual(['第1天,还没有订单', '先了解她,不急着发券'])
    expect(quizAdvice({ ...newcomer, daysSinceAdded: 1 })).toEqual(['第2天,还没有订单', '了解她再推荐'])
  })

  it.each([
    ['the eighth day, the last of a newcomer', { daysSinceAdded: 7 }, true],
    ['the ninth day', { daysSinceAdded: 8, cadence: 'active' }, false],
    ['an order', { orderCount: 1 }, false],
    ['answers given', { hasAnsweredQuiz: true }, false],
    ['an opt-out', { isOptedOut: true }, false],
    ['an open complaint', { hasOpenComplaint: true }, false],
    ['nobody who follows her', { daysSinceAdded: null }, false],
  ] as const)('%s', (_name, changes, isAdvised) => {
    expect(quizAdvice({ ...newcomer, ...changes }) !== null).toBe(isAdvised)
  })
})
