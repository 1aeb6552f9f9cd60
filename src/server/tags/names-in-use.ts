import type { Database } from '../db/connect.ts'

/** Names of tags that live channels and published quizzes give. */
export async function givenNames(trx: Database): Promise<string[]> {
  const channels = await trx.selectFrom('channel').select('tagsJson').where('removedAt', 'is', null).execute()
  const quizzes = await trx
    .selectFrom('quiz')
    .innerJoin('quizVersion', 'quizVersion.quizVersionId', 'quiz.currentVersionId')
    .select('quizVersion.definitionJson')
    .where('quiz.status', '=', 'published')
    .execute()
  const answers = quizzes.flatMap(({ definitionJson }) => {
    const { questions } = JSON.parse(definitionJson) as { questions: { options: { tag: string }[] }[] }
    return questions.flatMap(({ options }) => options.map(({ tag }) => tag))
  })
  return [...channels.flatMap(({ tagsJson }) => JSON.parse(tagsJson) as string[]), ...answers]
}
