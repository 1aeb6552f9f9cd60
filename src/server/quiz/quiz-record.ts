import type { Selectable } from 'kysely'
import type { Quiz } from '../../domain/quiz/quiz.ts'
import type { Schema } from '../db/schema.ts'

export type QuizLinkRecord = Selectable<Schema['quizLink']>

/** A link with the version of the quiz that it was made for. */
export interface FoundLink {
  link: QuizLinkRecord
  quizId: string
  quiz: Quiz
}

export interface PublishedQuiz {
  quizId: string
  quizVersionId: string
  quiz: Quiz
}
