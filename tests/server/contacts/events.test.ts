import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { createContactEvents } from '../../../src/server/contacts/events.ts'
import { company, entry, followed, followedBy, member } from './company.ts'

const minute = 60_000
const getPath = 'externalcontact/get'

describe.each(engines)('what callbacks tell of customers, on $name', ({ open }) => {
  let test: TestApp
  beforeEach(async () => {
    const contacts = [
      followedBy('wm-li', ['an', 'bai']),
      followedBy('wm-wu', ['bai']),
      followedBy('wm-new', []),
    ]
    test = await buildTestApp(await open(), {
      world: company([member('an'), member('bai')], contacts),
      hasCallbacks: true,
    })
    await test.app.services.customers.findForAdvisor('wm-li', 'an')
    test.clock.at += minute
  })
  afterEach(() => test.close())

  const events = () => createContactEvents(test.context, { customers: test.app.services.customers })
  /** Everything that people do now is told and applied. */
  const settle = async () => {
    await test.simulated.events.settled()
    await test.app.services.callbacks.applyDue()
  }
  const tags = async (userId: string) =>
    test.context.db.selectFrom('customerTag').select('name').where('userId', '=', userId).execute()
  const panel = async (externalUserId: string, userId: string) => {
    const { statusCode, body } = await test.app.inject({
      url: `/api/v1/customers/${externalUserId}/panel`,
      headers: { cookie: await test.signIn(userId) },
    })
    return { statusCode, body }
  }

  it('added: the customer is stored with the channel that they came by', async () => {
    test.simulated.company.addCustomer('an', 'wm-new', 'xhs-01')
    await settle()
    expect(await entry(test, 'wm-new', 'an')).toMatchObject({ isActive: 1, state: 'xhs-01' })
    expect(await entry(test, 'wm-new', 'an')).toMatchObject({ addedAt: test.clock.at })
  })

  it('added: the event tells the channel where the contact does not', async () => {
    test.simulated.directory.addFollow('an', 'wm-new', Math.floor(test.clock.at / 1000))
    const event = { externalUserId: 'wm-new', userId: 'an', at: test.clock.at, state: 'from-event' }
    await events().added(event)
    await events().added(event)
    expect(await entry(test, 'wm-new', 'an')).toMatchObject({ state: 'from-event' })
    await test.app.services.customers.refresh('wm-new')
    expect(await entry(test, 'wm-new', 'an')).toMatchObject({ state: 'from-event' })
  })

  it('half added: nobody’s customer yet, and no failure', async () => {
    test.simulated.company.halfAddCustomer('an', 'wm-new', 'xhs-01')
    await settle()
    expect(await entry(test, 'wm-new', 'an')).toBeUndefined()
    const row = await test.context.db.selectFrom('wecomEvent').select('status').executeTakeFirst()
    expect(row?.status).toBe('applied')
    test.clock.at += minute
    test.simulated.company.addCustomer('an', 'wm-new')
    await settle()
    expect(await entry(test, 'wm-new', 'an')).toMatchObject({ isActive: 1 })
  })

  it('edited: remark and tags are read anew', async () => {
    test.simulated.company.editFollow('an', 'wm-li', { remark: '李悦 敏感肌', tagIds: [] })
    await settle()
    expect(await entry(test, 'wm-li', 'an')).toMatchObject({ remark: '李悦 敏感肌' })
    expect((await tags('an')).map(({ name }) => name)).toEqual(['an的老乡'])
    expect((await tags('bai')).map(({ name }) => name).sort()).toEqual(['bai的老乡', '高'])
  })

  it('deleted by the member: the follow and its tags end, the colleague’s stay', async () => {
    test.simulated.company.deleteByMember('an', 'wm-li')
    await settle()
    expect(await entry(test, 'wm-li', 'an')).toMatchObject({
      isActive: 0,
      endedBy: 'member',
      endedAt: test.clock.at,
    })
    expect(await tags('an')).toEqual([])
    expect(await followed(test)).toEqual(['wm-li bai'])
    const unknown = await panel('wmNobodyHasThisId', 'an')
    expect(unknown.statusCode).toBe(404)
    expect(await panel('wm-li', 'an')).toEqual(unknown)
    expect((await panel('wm-li', 'bai')).statusCode).toBe(200)
  })

  it('deleted by the customer: ended for good although WeCom goes on listing the pair', async () => {
    test.simulated.company.deleteByCustomer('an', 'wm-li')
    await settle()
    const unknown = await panel('wmNobodyHasThisId', 'an')
    expect(await panel('wm-li', 'an')).toEqual(unknown)
    test.clock.at += 90 * minute
    await test.app.services.customers.refresh('wm-li')
    expect(await entry(test, 'wm-li', 'an')).toMatchObject({ isActive: 0, endedBy: 'customer' })
    test.simulated.company.addCustomer('an', 'wm-li')
    await settle()
    expect(await entry(test, 'wm-li', 'an')).toMatchObject({ isActive: 1, endedAt: null })
    expect((await panel('wm-li', 'an')).statusCode).toBe(200)
  })

  it('handed over: the colleague becomes the owner, and days go on counting from the first follow', async () => {
    const { directory, company: people } = test.simulated
    const before = await test.app.services.customers.findForAdvisor('wm-li', 'bai')
    expect(before.follows[0]?.userId).toBe('an')
    people.deleteByMember('an', 'wm-li', { isByTransfer: true })
    await settle()
    const after = await test.app.services.customers.findForAdvisor('wm-li', 'bai')
    expect(after.follows.map(({ userId }) => userId)).toEqual(['bai'])
    expect(after.customer.firstFollowAt).toBe(before.customer.firstFollowAt)
    expect(await entry(test, 'wm-li', 'an')).toMatchObject({ endedBy: 'transfer' })
    directory.addFollow('an', 'wm-li', 1_700_000_000)
    people.failTransfer('an', 'wm-li', 'customer_refused')
    await settle()
    expect(await entry(test, 'wm-li', 'an')).toMatchObject({ isActive: 1, endedBy: null })
  })

  it('bears repeats and any order: the same company comes out', async () => {
    const added = { externalUserId: 'wm-new', userId: 'an', at: test.clock.at, state: '' }
    const removed = {
      externalUserId: 'wm-new',
      userId: 'an',
      at: test.clock.at + minute,
      isByTransfer: false,
    }
    const again = { ...added, at: test.clock.at + 2 * minute }
    const { directory } = test.simulated
    const told = [
      () => events().added(added),
      () => events().removedByMember(removed),
      () => events().added(again),
      () => events().removedByMember(removed),
      () => events().added(added),
    ]
    directory.addFollow('an', 'wm-new', Math.floor(again.at / 1000))
    test.clock.at = again.at
    for (const tell of [...told, ...told.toReversed()]) {
      await tell()
      await tell()
    }
    expect(await entry(test, 'wm-new', 'an')).toMatchObject({ isActive: 1, followedAt: again.at })
    directory.removeFollow('an', 'wm-new')
    for (const tell of [() => events().removedByMember({ ...removed, at: again.at + 1000 }), ...told])
      await tell()
    expect(await followed(test)).toEqual(['wm-li an', 'wm-li bai'])
  })

  it('an old deletion after a newer add does nothing, one of the same second asks WeCom', async () => {
    const { directory } = test.simulated
    directory.addFollow('an', 'wm-new', Math.floor(test.clock.at / 1000))
    const pair = { externalUserId: 'wm-new', userId: 'an', at: test.clock.at }
    await events().added({ ...pair, state: '' })
    await events().removedByMember({ ...pair, at: pair.at - 1000, isByTransfer: false })
    expect(await entry(test, 'wm-new', 'an')).toMatchObject({ isActive: 1 })
    await events().removedByMember({ ...pair, isByTransfer: false })
    expect(await entry(test, 'wm-new', 'an')).toMatchObject({ isActive: 1 })
    directory.removeFollow('an', 'wm-new')
    await events().removedByMember({ ...pair, isByTransfer: false })
    expect(await entry(test, 'wm-new', 'an')).toMatchObject({ isActive: 0 })
  })

  it('an old departure of the customer after their return does nothing', async () => {
    const pair = { externalUserId: 'wm-li', userId: 'an', at: test.clock.at }
    await events().removedByCustomer(pair)
    await events().added({ ...pair, at: pair.at + minute, state: '' })
    expect(await entry(test, 'wm-li', 'an')).toMatchObject({ isActive: 1 })
    await events().removedByCustomer(pair)
    expect(await entry(test, 'wm-li', 'an')).toMatchObject({ isActive: 1 })
    await events().removedByCustomer({ ...pair, at: pair.at + 2 * minute })
    await events().added({ ...pair, at: pair.at + minute, state: '' })
    expect(await entry(test, 'wm-li', 'an')).toMatchObject({ isActive: 0, endedBy: 'customer' })
  })

  it('an event that comes while WeCom fails is applied later', async () => {
    test.simulated.faults.add({ path: getPath, status: 500 })
    test.simulated.company.editFollow('an', 'wm-li', { remark: '后来的备注' })
    await settle()
    expect((await entry(test, 'wm-li', 'an'))?.remark).toBe('an的备注')
    test.simulated.faults.clear()
    test.clock.at += minute
    await settle()
    expect((await entry(test, 'wm-li', 'an'))?.remark).toBe('后来的备注')
  })

  it('an answer that was asked for earlier does not undo a later one', async () => {
    const { customers } = test.app.services
    test.simulated.faults.add({ path: getPath, latencyMs: 300, times: 1 })
    const slow = customers.refresh('wm-li')
    await new Promise((resolve) => setTimeout(resolve, 100))
    test.clock.at += 1
    test.simulated.directory.changeFollow('an', 'wm-li', { remark: '新' })
    await customers.refresh('wm-li')
    test.simulated.directory.changeFollow('an', 'wm-li', { remark: '旧' })
    await slow
    expect((await entry(test, 'wm-li', 'an'))?.remark).toBe('新')
  })

  it('84061 on an opened panel: not this advisor’s customer any more', async () => {
    test.simulated.directory.removeFollow('bai', 'wm-wu')
    await expect(test.app.services.customers.findForAdvisor('wm-wu', 'bai')).rejects.toMatchObject({
      code: 'not_found',
    })
    test.simulated.directory.removeFollow('an', 'wm-li')
    test.simulated.directory.removeFollow('bai', 'wm-li')
    test.clock.at += 61 * minute
    await test.app.services.customers.findForAdvisor('wm-li', 'an')
    await expect.poll(() => followed(test)).toEqual([])
  })
})
