import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../src/domain/calendar.ts'
import { testNow } from '../support/build-app.ts'
import { engines } from '../support/databases.ts'
import { advisor, colleague, openStore, type Store } from '../server/journey/store.ts'

type Member = typeof advisor | typeof colleague

describe.each(engines)('3: four touches by two advisors on $name', ({ open }) => {
  let store: Store
  let params = { externalUserId: '' }
  beforeAll(async () => {
    store = await openStore(await open())
    const shared = store.world.contacts.find(({ follows }) =>
      [advisor, colleague].every((userId) => follows.some((follow) => follow.userId === userId)),
    )
    params = { externalUserId: shared?.externalUserId ?? '' }
    for (const userId of [advisor, colleague] as const) await store.as(userId)('getPanel', { params })
    await store.context.db
      .updateTable('customer')
      .set({ firstFollowAt: testNow - 15 * dayMs, contactFetchedAt: testNow + 365 * dayMs })
      .where('externalUserId', '=', params.externalUserId)
      .execute()
  })
  afterAll(() => store.close())

  const send = async (userId: Member, at: number) => {
    store.clock.at = at
    const body = { text: '您好', via: 'sent' }
    expect((await store.as(userId)('recordTouch', { params, body })).status).toBe(200)
  }
  const warnings = async (userId: Member, at: number) => {
    store.clock.at = at
    const { body } = await store.as(userId)('getPanel', { params })
    return body.cadence.data.warnings.map(({ ruleId }: { ruleId: string }) => ruleId)
  }

  it('warn both of them of the fifth, and the panel of either stops suggesting', async () => {
    await send(colleague, testNow - 6 * dayMs)
    await send(advisor, testNow - 5 * dayMs)
    await send(colleague, testNow - 4 * dayMs)
    expect([await warnings(advisor, testNow), await warnings(colleague, testNow)]).toEqual([[], []])
    await send(colleague, testNow - 3 * dayMs)
    expect(await warnings(advisor, testNow)).toEqual(['CAD-02'])
    expect(await warnings(colleague, testNow)).toEqual(['CAD-02'])
    const { body } = await store.as(advisor)('getPanel', { params })
    expect(body.nextSteps.data).toMatchObject([{ ruleId: 'CAD-02', title: '现在不用打扰' }])
  })

  it('warn no more once the first of them is older than seven local days', async () => {
    const midnight = Date.parse('2026-03-11T00:00:00+08:00')
    expect(await warnings(advisor, midnight - 1)).toContain('CAD-02')
    expect(await warnings(advisor, midnight)).not.toContain('CAD-02')
  })

  it('warn nobody for an hour after either marked 她在问, and again after it', async () => {
    store.clock.at = testNow
    const asking = { params, body: { isAsking: true } }
    expect((await store.as(colleague)('markAsking', asking)).status).toBe(200)
    expect(await warnings(advisor, testNow + 60 * minuteMs - 1)).toEqual([])
    expect(await warnings(advisor, testNow + hourMs)).toEqual(['CAD-02'])
  })
})
