import { describe, expect, it } from 'vitest'
import { type Quiz, quizBounds, quizProblems } from '../../../src/domain/quiz/quiz.ts'
import { question, sampleQuiz } from './sample-quiz.ts'

const many = (count: number) => Array.from({ length: count }, () => question())
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ label: `选项${index}`, tag: `标签${index}` }))
const withQuestion = (changes: Parameters<typeof question>[0]): Quiz =>
  sampleQuiz({ questions: [question(changes)] })

describe('quizProblems', () => {
  it('finds nothing wrong with a sound quiz', () => {
    expect(quizProblems(sampleQuiz())).toEqual([])
  })

  it.each([
    [0, ['至少要有1道题']],
    [1, []],
    [3, []],
    [4, ['最多3道题']],
  ])('%i questions (CON-03)', (count, problems) => {
    expect(quizProblems(sampleQuiz({ questions: many(count) }))).toEqual(problems)
  })

  it.each([
    [1, ['第1题应有2到8个选项']],
    [2, []],
    [8, []],
    [9, ['第1题应有2到8个选项']],
  ])('%i options', (count, problems) => {
    expect(quizProblems(withQuestion({ options: options(count) }))).toEqual(problems)
  })

  it.each([
    [0, ['标题不能为空']],
    [quizBounds.title, []],
    [quizBounds.title + 1, ['标题最多20个字']],
  ])('a title of %i characters', (length, problems) => {
    expect(quizProblems(sampleQuiz({ title: '测'.repeat(length) }))).toEqual(problems)
  })

  it('keeps a title within the 60 bytes of a card', () => {
    expect(new TextEncoder().encode('测'.repeat(quizBounds.title)).length).toBeLessThanOrEqual(60)
  })

  it.each([
    [null, 0],
    [0, 1],
    [1, 0],
    [365, 0],
    [366, 1],
    [1.5, 1],
  ])('tags that live %s days', (lifeDays, problems) => {
    expect(quizProblems(withQuestion({ lifeDays }))).toHaveLength(problems)
  })

  it('asks for a text, a label and a tag everywhere, each within its length', () => {
    const blank = { label: ' ', tag: '' }
    const long = { label: '长'.repeat(21), tag: '长'.repeat(13) }
    const problems = quizProblems(withQuestion({ text: ' ', options: [blank, long] }))
    expect(problems).toEqual([
      '第1题不能为空',
      '第1题的选项不能为空',
      '第1题选项的标签不能为空',
      '第1题的选项最多20个字',
      '第1题选项的标签最多12个字',
    ])
    expect(quizProblems(withQuestion({ text: '长'.repeat(60) }))).toEqual([])
    expect(quizProblems(withQuestion({ text: '长'.repeat(61) }))).toEqual(['第1题最多60个字'])
    const full = options(2).map((_, index) => ({ label: `${'长'.repeat(19)}${index}`, tag: '长'.repeat(12) }))
    expect(quizProblems(withQuestion({ options: full }))).toEqual([])
  })

  it('refuses two equal labels, which a customer could not tell apart', () => {
    const twice = [
      { label: '油', tag: '油皮' },
      { label: '油 ', tag: '混油' },
    ]
    expect(quizProblems(withQuestion({ options: twice }))).toEqual(['第1题有重复的选项'])
  })

  it('names the place of each problem', () => {
    const questions = [question(), question({ text: '' })]
    expect(quizProblems(sampleQuiz({ questions }))).toEqual(['第2题不能为空'])
  })
})
