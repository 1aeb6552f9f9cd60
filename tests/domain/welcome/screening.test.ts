import { describe, expect, it } from 'vitest'
import { isChannelState, nextScreeningStep, screeningSteps } from '../../../src/domain/welcome/screening.ts'

const passed = { channelState: 'store_sh01', hasAnsweredQuiz: true, hasAcceptedRules: true }

describe('nextScreeningStep (WEL-03)', () => {
  it.each([
    [{ channelState: null }, 'hook'],
    [{ channelState: '', hasAnsweredQuiz: false }, 'hook'],
    [{ hasAnsweredQuiz: false }, 'questionnaire'],
    [{ hasAnsweredQuiz: false, hasAcceptedRules: false }, 'questionnaire'],
    [{ hasAcceptedRules: false }, 'rules'],
    [{}, null],
  ])('%j: %s', (changes, step) => {
    expect(nextScreeningStep({ ...passed, ...changes })).toBe(step)
  })

  it('walks the steps in the order of the flow', () => {
    expect(screeningSteps.map(({ step }) => step)).toEqual(['hook', 'questionnaire', 'rules'])
  })
})

describe('isChannelState', () => {
  it.each([
    [0, false],
    [1, true],
    [30, true],
    [31, false],
  ])('%i characters: %s', (length, isValid) => {
    expect(isChannelState('店'.repeat(length))).toBe(isValid)
  })
})
