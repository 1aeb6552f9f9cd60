import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

const { hesitant, shared, foreign } = notablePeople

describe.each(engines)('an advisor’s customers on $name', ({ open }) => {
  let test: TestApp

  beforeAll(async () => {
    test = await buildTestApp(await open())
  })
  afterAll(() => test.close())
  beforeEach(() => test.simulator.inject({ method: 'DELETE', url: '/simulator/api/switches' }))

  const turn = (payload: object) =>
    test.simulator.inject({ method: 'PUT', url: '/simulator/api/switches', payload })
  const find = (externalUserId: string, userId = 'LinXi') =>
    test.app.services.customers.findForAdvisor(externalUserId, userId)

  it('are fetched with remark, tags and union id when first opened', async () => {
    const found = await find(hesitant.externalUserId)
    expect(found.follow.remark).toBe(hesitant.remark)
    const identities = await test.context.db
      .selectFrom('identity')
      .select('kind')
      .where('customerId', '=', found.customerId)
      .execute()
    expect(identities.map(({ kind }) => kind).sort()).toEqual(['externalUserId', 'unionId'])
    const tags = await test.context.db
      .selectFrom('customerTag')
      .select(['name', 'source', 'userId'])
      .where('customerId', '=', found.customerId)
      .execute()
    expect(tags.length).toBeGreaterThan(0)
    expect(
      tags.every(({ source, userId }) => ['corp', 'personal'].includes(source) && userId === 'LinXi'),
    ).toBe(true)
  })

  it('show each follower their own entry', async () => {
    const mine = await find(shared.externalUserId)
    expect(mine.follows.length).toBe(2)
    const other = mine.follows.find(({ userId }) => userId !== 'LinXi')
    const theirs = await find(shared.externalUserId, other?.userId)
    expect(theirs.follow.userId).toBe(other?.userId)
    expect(theirs.customerId).toBe(mine.customerId)
  })

  it.each([
    ['a customer of another advisor', foreign.externalUserId],
    ['an id nobody has', 'wmNobodyHasThisIdAtAll0000000000'],
  ])('do not include %s', async (_what, externalUserId) => {
    await expect(find(externalUserId)).rejects.toMatchObject({ code: 'not_found', status: 404 })
  })

  it('are told apart from an outage: unreachable and refused have codes of their own', async () => {
    const unseen = notablePeople.vip.externalUserId
    await turn({ down: true })
    await expect(find(unseen)).rejects.toMatchObject({ code: 'wecom_unreachable', status: 503 })
    await turn({ down: false, notInCustomerContact: true })
    await expect(find(unseen)).rejects.toMatchObject({ code: 'wecom_refused', details: { errcode: 48002 } })
    await turn({ notInCustomerContact: false })
    expect((await find(unseen)).externalUserId).toBe(unseen)
    await turn({ down: true })
    expect((await find(unseen)).externalUserId).toBe(unseen)
  })

  it('are read again behind the answer once the copy is an hour old', async () => {
    const { customerId } = await find(hesitant.externalUserId)
    test.clock.at += 3_600_001
    await find(hesitant.externalUserId)
    await expect
      .poll(async () => (await test.app.services.customers.find(customerId))?.contactFetchedAt)
      .toBe(test.clock.at)
  })

  it.each([
    [24 * 3_600_000, false],
    [24 * 3_600_000 + 1, true],
  ])('are marked stale %i ms after the last answer: %s', async (age, isStale) => {
    await find(hesitant.externalUserId)
    await expect
      .poll(async () => {
        const fetched = (await find(hesitant.externalUserId)).customer.contactFetchedAt
        return fetched === test.clock.at
      })
      .toBe(true)
    await turn({ down: true })
    test.clock.at += age
    expect((await find(hesitant.externalUserId)).isStale).toBe(isStale)
    test.clock.at += 3_600_001
    await turn({ down: false })
  })
})
