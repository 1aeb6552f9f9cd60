import { describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import {
  answersOf,
  answerTags,
  isAnswerOf,
  isComplete,
  tagVocabulary,
} from '../../../src/domain/quiz/quiz-answers.ts'
import { question, sampleQuiz } from './sample-quiz.ts'

const quiz = sampleQuiz()
const at = 1_800_000_000_000

describe('isAnswerOf', () => {
  it.each([
    [0, 0, true],
    [0, 2, true],
    [0, 3, false],
    [1, 1, true],
    [1, 2, false],
    [2, 0, false],
    [-1, 0, false],
    [0, -1, false],
  ])('question %i, option %i: %s', (place, option, isIt) => {
    expect(isAnswerOf(quiz, place, option)).toBe(isIt)
  })
})

describe('answersOf', () => {
  it('stands in the order of the questions, with null where none was given', () => {
    expect(answersOf(quiz, [])).toEqual([null, null])
    expect(answersOf(quiz, [{ question: 1, option: 0 }])).toEqual([null, 0])
  })

  it('takes the later of two choices and drops what the quiz does not hold', () => {
    const chosen = [
      { question: 0, option: 0 },
      { question: 0, option: 1 },
      { question: 1, option: 2 },
      { question: 2, option: 0 },
    ]
    expect(answersOf(quiz, chosen)).toEqual([1, null])
  })
})

describe('isComplete', () => {
  it.each([
    [[], false],
    [[null], false],
    [[0, null], false],
    [[0, 0], true],
  ])('%j: %s', (answers, isIt) => {
    expect(isComplete(answers)).toBe(isIt)
  })
})

describe('answerTags (WEL-03)', () => {
  it('gives one tag per answer, with what she chose and how long it lives', () => {
    expect(answerTags(quiz, [2, 1], at)).toEqual([
      { name: '敏感肌', evidence: '她在测试里选了「换季泛红」', expiresAt: null },
      { name: '想控油', evidence: '她在测试里选了「清爽」', expiresAt: at + 365 * dayMs },
    ])
  })

  it('gives none for an open question', () => {
    expect(answerTags(quiz, [null, 0], at).map(({ name }) => name)).toEqual(['想补水'])
  })

  it('gives a tag once where two answers share it', () => {
    const twice = sampleQuiz({ questions: [question(), question()] })
    expect(answerTags(twice, [0, 0], at)).toHaveLength(1)
  })
})

describe('tagVocabulary', () => {
  it('holds each tag of every version once', () => {
    const older = sampleQuiz({ questions: [question({ options: [{ label: '油', tag: '油性' }] })] })
    expect(tagVocabulary([quiz, older, quiz])).toEqual(['油皮', '干皮', '敏感肌', '想补水', '想控油', '油性'])
  })
})
