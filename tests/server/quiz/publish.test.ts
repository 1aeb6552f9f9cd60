import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishQuiz } from '../../../src/server/quiz/publish.ts'
import { question, sampleQuiz } from '../../domain/quiz/sample-quiz.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

describe.each(engines)('publishing a quiz on $name', ({ open }) => {
  let database: TestDatabase
  const context = () => ({ db: database.db, now: () => 1_800_000_000_000 })
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.destroy())

  it('adds a version and never changes one', async () => {
    await publishQuiz(context(), 'skin', sampleQuiz())
    const [first] = await database.db.selectFrom('quizVersion').selectAll().execute()
    await publishQuiz(context(), 'skin', sampleQuiz({ title: '新题' }))
    const versions = await database.db.selectFrom('quizVersion').selectAll().orderBy('version').execute()
    expect(versions[0]).toEqual(first)
    expect(versions.map(({ version }) => version)).toEqual([1, 2])
    const quizzes = await database.db.selectFrom('quiz').selectAll().execute()
    expect(quizzes).toMatchObject([{ quizId: 'skin', status: 'published', currentVersionId: 'skin-v2' }])
  })

  it('refuses a fourth question and stores nothing (CON-03)', async () => {
    const questions = [question(), question(), question(), question()]
    await expect(publishQuiz(context(), 'skin', sampleQuiz({ questions }))).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'body: 最多3道题',
    })
    expect(await database.db.selectFrom('quizVersion').selectAll().execute()).toEqual([])
  })
})
