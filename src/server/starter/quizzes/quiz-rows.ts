import type { Insertable } from 'kysely'
import type { Schema } from '../../db/schema.ts'
import { skinQuiz, skinQuizId } from './skin-quiz.ts'

export interface QuizRows {
  quizzes: Insertable<Schema['quiz']>[]
  versions: Insertable<Schema['quizVersion']>[]
}

/** The listed quiz in its first version. */
export function quizRows(status: 'draft' | 'published', at: number): QuizRows {
  const [quizId, quizVersionId] = [skinQuizId, `${skinQuizId}-v1`]
  return {
    quizzes: [{ quizId, status, currentVersionId: quizVersionId, createdAt: at, updatedAt: at }],
    versions: [
      { quizVersionId, quizId, version: 1, definitionJson: JSON.stringify(skinQuiz), createdAt: at },
    ],
  }
}
