import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { quizProblems } from '../../../src/domain/quiz/quiz.ts'
import { checkText } from '../../../src/domain/scripts/check-text.ts'
import { installStarter } from '../../../src/server/starter/install-starter.ts'
import { skinQuiz, skinQuizId } from '../../../src/server/starter/quizzes/skin-quiz.ts'
import { demoTagGroups } from '../../../src/simulator/people/tag-groups.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

describe('the skin quiz', () => {
  it('may be published: three questions of one tap (CON-03)', () => {
    expect(quizProblems(skinQuiz)).toEqual([])
    expect(skinQuiz.questions).toHaveLength(3)
  })

  it('holds no word that may not go out', () => {
    const texts = skinQuiz.questions.flatMap(({ text, options }) => [
      text,
      ...options.flatMap(({ label, tag }) => [label, tag]),
    ])
    for (const text of [skinQuiz.title, ...texts]) expect(checkText(text)).toEqual([])
  })

  it('gives the skin tags that the store knows already', () => {
    const given = skinQuiz.questions[0]?.options.map(({ tag }) => tag) ?? []
    expect(new Set(given)).toEqual(
      new Set(demoTagGroups.find(({ name }) => name === '肤质')?.tags.map(({ name }) => name)),
    )
  })
})

describe.each(engines)('the starter on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.destroy())

  it('installs the quiz once, as a draft, and publishes it when asked', async () => {
    const context = { db: database.db, now: () => 1_800_000_000_000 }
    const stored = async () => {
      const quizzes = await database.db.selectFrom('quiz').selectAll().execute()
      const versions = await database.db.selectFrom('quizVersion').selectAll().execute()
      return { statuses: quizzes.map(({ status }) => status), versions: versions.length }
    }
    await installStarter(context, { publish: false })
    await installStarter(context, { publish: false })
    expect(await stored()).toEqual({ statuses: ['draft'], versions: 1 })
    await installStarter(context, { publish: true })
    expect(await stored()).toEqual({ statuses: ['published'], versions: 1 })
    await database.db
      .updateTable('quiz')
      .set({ status: 'stopped' })
      .where('quizId', '=', skinQuizId)
      .execute()
    await installStarter(context, { publish: true })
    expect((await stored()).statuses).toEqual(['stopped'])
  })
})
