import { type Quiz, quizProblems } from '../../domain/quiz/quiz.ts'
import type { ServerContext } from '../context.ts'
import { AppError } from '../http/app-error.ts'
import { insertQuizVersion, publishVersion, versionsOf } from './repository.ts'

/** Stores a further version of the quiz and offers it from now on; links made before keep their own version. */
export async function publishQuiz(
  { db, now }: Pick<ServerContext, 'db' | 'now'>,
  quizId: string,
  quiz: Quiz,
): Promise<{ quizVersionId: string; version: number }> {
  const problems = quizProblems(quiz)
  const [first] = problems
  if (first !== undefined) {
    const fields = problems.map((problem) => ({ field: 'body', problem }))
    throw new AppError('invalid_input', { message: `body: ${first}`, details: { fields } })
  }
  const createdAt = now()
  return db.transaction().execute(async (trx) => {
    const version = (await versionsOf(trx, quizId)).length + 1
    const quizVersionId = `${quizId}-v${version}`
    const definitionJson = JSON.stringify(quiz)
    await insertQuizVersion(trx, { quizVersionId, quizId, version, definitionJson, createdAt })
    await publishVersion(trx, { quizId, quizVersionId, createdAt })
    return { quizVersionId, version }
  })
}
