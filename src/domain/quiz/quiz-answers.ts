import { dayMs } from '../calendar.ts'
import type { Quiz } from './quiz.ts'

/** The chosen option of each question by position; null = not answered yet. */
export type QuizAnswers = (number | null)[]

export interface AnswerTag {
  name: string
  evidence: string
  /** Epoch ms; null = does not expire. */
  expiresAt: number | null
}

/** Whether this question has this option, both counted from 0. */
export function isAnswerOf(quiz: Quiz, question: number, option: number): boolean {
  return quiz.questions[question]?.options[option] !== undefined
}

/** The answers in the order of the questions; a choice that the quiz does not hold counts as none, a later one replaces. */
export function answersOf(quiz: Quiz, chosen: readonly { question: number; option: number }[]): QuizAnswers {
  const byQuestion = new Map(chosen.map(({ question, option }) => [question, option]))
  return quiz.questions.map((_question, place) => {
    const option = byQuestion.get(place)
    return option !== undefined && isAnswerOf(quiz, place, option) ? option : null
  })
}

/** Every question has its answer; a quiz without questions is never complete. */
export function isComplete(answers: QuizAnswers): boolean {
  return answers.length > 0 && answers.every((answer) => answer !== null)
}

/** The tags that the answers give, each name once, the first question's evidence standing (WEL-03, TAG-11 source customer). */
export function answerTags(quiz: Quiz, answers: QuizAnswers, answeredAt: number): AnswerTag[] {
  const tags = new Map<string, AnswerTag>()
  for (const [place, { options, lifeDays }] of quiz.questions.entries()) {
    const option = options[answers[place] ?? -1]
    if (!option || tags.has(option.tag)) continue
    tags.set(option.tag, {
      name: option.tag,
      evidence: `她在测试里选了「${option.label}」`,
      expiresAt: lifeDays === null ? null : answeredAt + lifeDays * dayMs,
    })
  }
  return [...tags.values()]
}

/** Every tag that any answer to any of these versions can give: what an answer given again replaces. */
export function tagVocabulary(versions: readonly Quiz[]): string[] {
  const names = versions.flatMap(({ questions }) =>
    questions.flatMap(({ options }) => options.map(({ tag }) => tag)),
  )
  return [...new Set(names)]
}
