import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { engines } from '../../support/databases.ts'
import { type AdvisorApp, advisorApp } from '../suggestions/advisor-app.ts'

describe.each(engines)('answers of a quiz that lapse after 365 days on $name (NBA-18)', ({ open }) => {
  let desk: AdvisorApp
  let customerId = ''
  beforeAll(async () => {
    desk = await advisorApp(await open())
    const id = desk.mine[20] ?? ''
    await desk.get(`${id}/panel`)
    const { db } = desk.context
    const found = await db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', id)
      .executeTakeFirstOrThrow()
    customerId = found.customerId
    const tag = { customerId, userId: null, source: 'customer', kind: 'fact', evidence: '', confidence: null }
    const answeredAt = desk.clock.at
    await db
      .insertInto('customerTag')
      .values([
        { ...tag, tagId: 't1', name: '敏感肌', createdAt: answeredAt, expiresAt: null },
        {
          ...tag,
          tagId: 't2',
          name: '关注温和',
          createdAt: answeredAt,
          expiresAt: answeredAt + 365 * dayMs,
        },
      ])
      .execute()
  })
  afterAll(() => desk.close())

  it.each([
    [0, true, false],
    [364, true, false],
    [365, false, true],
    [366, false, true],
  ])('%i days later: answered %s, to be asked again %s', async (days, hasAnsweredQuiz, hasLapsedAnswers) => {
    const { facts } = desk.app.services
    const asOf = desk.clock.at + days * dayMs
    expect(await facts.factsOf(desk.context.db, customerId, asOf)).toMatchObject({
      hasAnsweredQuiz,
      hasLapsedAnswers,
    })
  })
})
