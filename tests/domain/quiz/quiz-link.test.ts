import { describe, expect, it } from 'vitest'
import { isAnswerable, quizLinkState, type QuizLinkTimes } from '../../../src/domain/quiz/quiz-link.ts'

const expiresAt = 1_000
const issued: QuizLinkTimes = { sentAt: null, openedAt: null, answeredAt: null, voidedAt: null, expiresAt }

describe('quizLinkState', () => {
  it.each([
    ['issued', {}],
    ['sent', { sentAt: 1 }],
    ['opened', { sentAt: 1, openedAt: 2 }],
    ['opened', { openedAt: 2 }],
    ['answered', { sentAt: 1, openedAt: 2, answeredAt: 3 }],
    ['ended', { sentAt: 1, openedAt: 2, answeredAt: 3, voidedAt: 4 }],
  ] as const)('%s after %j', (state, times) => {
    expect(quizLinkState({ ...issued, ...times }, 500)).toBe(state)
  })

  it.each([
    [999, 'sent'],
    [1_000, 'ended'],
    [1_001, 'ended'],
  ] as const)('at %i, with the end at 1000: %s', (asOf, state) => {
    expect(quizLinkState({ ...issued, sentAt: 1 }, asOf)).toBe(state)
  })

  it('an answered one stays answered after its end', () => {
    expect(quizLinkState({ ...issued, answeredAt: 3 }, 1_001)).toBe('answered')
  })
})

describe('isAnswerable', () => {
  it.each([
    [{}, 999, true],
    [{}, 1_000, false],
    [{ answeredAt: 3 }, 999, true],
    [{ voidedAt: 3 }, 999, false],
  ])('%j at %i: %s', (times, asOf, isIt) => {
    expect(isAnswerable({ ...issued, ...times }, asOf)).toBe(isIt)
  })
})
