import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testNow } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { group, type GroupApp, groupApp } from './group-app.ts'

const minute = 60_000
const names = ['fresh', 'stale', 'events', 'lag', 'back', 'gone', 'ended', 'staff', 'down', 'told']

describe.each(engines)('who is in a group on $name', ({ open }) => {
  let test: GroupApp
  beforeAll(async () => {
    test = await groupApp(
      await open(),
      names.map((name) => group(`wr-${name}`, 10)),
    )
  })
  afterAll(() => test.close())
  beforeEach(async () => {
    test.clock.at = testNow
    await test.simulator.inject({ method: 'DELETE', url: '/simulator/api/switches' })
  })

  const switches = (payload: object) =>
    test.simulator.inject({ method: 'PUT', url: '/simulator/api/switches', payload })
  const customers = async (chatId: string) => (await test.get('LinXi', `${chatId}/panel`)).body.size.customers
  const staysOf = (chatId: string, memberId: string) =>
    test.context.db
      .selectFrom('groupMember')
      .select(['joinedAt', 'leftAt'])
      .where('chatId', '=', chatId)
      .where('memberId', '=', memberId)
      .orderBy('joinedAt')
      .execute()
  const apply = (change: Parameters<typeof test.app.services.roster.applyGroupChange>[0]) =>
    test.app.services.roster.applyGroupChange(change)

  it('asks WeCom at the first sight and not again within ten minutes', async () => {
    expect(await customers('wr-fresh')).toBe(10)
    await test.leave('wr-fresh', 1)
    test.clock.at = testNow + 10 * minute
    expect(await customers('wr-fresh')).toBe(10)
    expect((await test.get('LinXi', 'wr-fresh/panel')).body.fetchedAt).toBe(testNow)
  })

  it('answers from the database when the list is older, and reads it again behind', async () => {
    expect(await customers('wr-stale')).toBe(10)
    await test.leave('wr-stale', 1)
    await switches({ latencyMs: 500 })
    test.clock.at = testNow + 10 * minute + 1
    expect((await test.get('LinXi', 'wr-stale/panel')).body).toMatchObject({
      size: { customers: 10 },
      isStale: false,
    })
    await switches({ latencyMs: 0 })
    expect((await test.refreshed('LinXi', 'wr-stale')).body).toMatchObject({
      size: { customers: 9 },
      flow: { left: 1 },
    })
    expect(await staysOf('wr-stale', 'wm-guest-0')).toMatchObject([{ leftAt: testNow + 10 * minute + 1 }])
  })

  it('takes an exit at its own time, once, in any order', async () => {
    await customers('wr-events')
    await test.leave('wr-events', 1)
    const change = { chatId: 'wr-events', changeType: 'update', updateDetail: 'del_member' } as const
    test.clock.at = testNow + 5 * minute
    for (const at of [testNow + minute, testNow + 2 * minute])
      await apply({ ...change, memberIds: ['wm-guest-0'], at })
    expect(await staysOf('wr-events', 'wm-guest-0')).toMatchObject([{ leftAt: testNow + minute }])
    await apply({ ...change, memberIds: ['wm-guest-1'], at: 1 })
    expect(await staysOf('wr-events', 'wm-guest-1')).toMatchObject([{ leftAt: null }])
    expect(await customers('wr-events')).toBe(9)
  })

  it('believes an exit for ten minutes although the list still names the customer', async () => {
    await customers('wr-lag')
    const change = { chatId: 'wr-lag', changeType: 'update', updateDetail: 'del_member' } as const
    await apply({ ...change, memberIds: ['wm-guest-0'], at: testNow })
    expect(await customers('wr-lag')).toBe(9)
    test.clock.at = testNow + 10 * minute
    await apply({ chatId: 'wr-lag', changeType: 'update', updateDetail: 'change_name', at: test.clock.at })
    expect(await customers('wr-lag')).toBe(9)
    test.clock.at += 1
    await apply({ chatId: 'wr-lag', changeType: 'update', updateDetail: 'change_name', at: test.clock.at })
    expect(await customers('wr-lag')).toBe(10)
  })

  it('keeps both stays of who left and came back', async () => {
    const [guest] = test.world.contacts
    const guestId = guest?.externalUserId ?? ''
    await test.join('wr-back', guestId)
    await customers('wr-back')
    await test.simulator.inject({
      method: 'DELETE',
      url: `/simulator/api/groups/wr-back/customers/${guestId}`,
    })
    test.clock.at = testNow + minute
    await test.join('wr-back', guestId)
    await apply({ chatId: 'wr-back', changeType: 'update', updateDetail: 'add_member', at: test.clock.at })
    expect(await staysOf('wr-back', guestId)).toEqual([
      { joinedAt: testNow, leftAt: testNow + minute },
      { joinedAt: testNow + minute, leftAt: null },
    ])
    const { body } = await test.get('LinXi', 'wr-back/panel')
    expect(body).toMatchObject({ size: { customers: 11 }, flow: { joined: 2, left: 1 } })
  })

  it('a dismissed group is unknown from then on, told by an event or by WeCom itself', async () => {
    for (const chatId of ['wr-gone', 'wr-ended']) expect(await customers(chatId)).toBe(10)
    await apply({ chatId: 'wr-ended', changeType: 'dismiss', at: testNow })
    await test.dismiss('wr-ended')
    await test.dismiss('wr-gone')
    await apply({ chatId: 'wr-gone', changeType: 'update', updateDetail: 'change_notice', at: testNow })
    const unknown = await test.get('LinXi', 'wr-never/panel')
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not_found' } })
    for (const chatId of ['wr-gone', 'wr-ended'])
      expect(await test.get('LinXi', `${chatId}/panel`)).toEqual(unknown)
  })

  it('asks again for staff that the stored list does not know, once a minute', async () => {
    await customers('wr-staff')
    expect((await test.get('GuAnRan', 'wr-staff/panel')).status).toBe(404)
    await switches({ ipNotAllowed: true })
    expect((await test.get('GuAnRan', 'wr-staff/panel')).status).toBe(404)
    test.clock.at = testNow + minute + 1
    expect(await test.get('GuAnRan', 'wr-staff/panel')).toMatchObject({
      status: 502,
      body: { code: 'wecom_refused' },
    })
  })

  it('shows the stored copy while WeCom refuses, and says so after a day', async () => {
    await customers('wr-down')
    await switches({ ipNotAllowed: true })
    expect((await test.get('LinXi', 'wr-told/panel')).body.code).toBe('wecom_refused')
    test.clock.at = testNow + 24 * 60 * minute + 1
    test.signInAgain()
    await switches({ ipNotAllowed: false })
    await test.get('LinXi', 'wr-fresh/panel')
    await switches({ ipNotAllowed: true })
    expect((await test.get('LinXi', 'wr-down/panel')).body).toMatchObject({
      isStale: true,
      fetchedAt: testNow,
    })
  })

  it('takes a new group from its event', async () => {
    await apply({ chatId: 'wr-told', changeType: 'create', at: testNow })
    const row = await test.context.db
      .selectFrom('groupChat')
      .select(['memberCount', 'knownSince', 'status'])
      .where('chatId', '=', 'wr-told')
      .executeTakeFirst()
    expect(row).toEqual({ memberCount: 12, knownSince: testNow, status: 'open' })
  })
})
