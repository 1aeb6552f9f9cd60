import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WecomClient } from '../../../src/server/wecom/client.ts'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { anotherProcess, company, entry, followed, followedBy, followedInWecom, member } from './company.ts'

const hour = 3_600_000
const listPath = 'externalcontact/batch/get_by_user'
const getPath = 'externalcontact/get'

describe.each(engines)('the nightly comparison on $name', ({ open }) => {
  let test: TestApp
  beforeEach(async () => {
    const contacts = [
      followedBy('wm-a1', ['an']),
      followedBy('wm-a2', ['an', 'bai']),
      followedBy('wm-a3', ['an']),
      followedBy('wm-b1', ['bai']),
    ]
    test = await buildTestApp(await open(), { world: company([member('an'), member('bai')], contacts) })
    await test.app.services.contacts.look()
  })
  afterEach(() => test.close())

  /** 03:00 of the next day in the store's time; the test begins at 20:00. */
  const night = () => {
    test.clock.at += 7 * hour
    return test.app.services.contacts.look()
  }
  const progress = () => test.app.services.contacts.progress()

  it('runs once a night from three in the morning on, however many processes look', async () => {
    test.clock.at += 7 * hour - 1
    await test.app.services.contacts.look()
    expect(await progress()).toMatchObject({ kind: 'import' })
    test.clock.at += 1
    test.simulated.faults.resetCounts()
    const processes = [0, 1, 2].map(() => anotherProcess(test))
    await Promise.all(processes.map(({ look }) => look()))
    expect(await progress()).toMatchObject({ kind: 'reconciliation', status: 'finished', contacts: 5 })
    expect(test.simulated.faults.counts()[listPath]).toBe(1)
    test.clock.at += 20 * hour
    await test.app.services.contacts.look()
    expect(test.simulated.faults.counts()[listPath]).toBe(1)
    test.clock.at += 4 * hour
    await test.app.services.contacts.look()
    expect(test.simulated.faults.counts()[listPath]).toBe(2)
  })

  it('finds who came and who went without an event, both ways', async () => {
    const { directory } = test.simulated
    directory.addFollow('bai', 'wm-a1', Math.floor(test.clock.at / 1000))
    directory.removeFollow('an', 'wm-a2')
    directory.removeFollow('an', 'wm-a3')
    expect(await followed(test)).not.toEqual(followedInWecom(test))
    await night()
    expect(await followed(test)).toEqual(followedInWecom(test))
    expect(await entry(test, 'wm-a2', 'an')).toMatchObject({
      isActive: 0,
      endedBy: 'absent',
      endedAt: test.clock.at,
    })
    await expect(test.app.services.customers.findForAdvisor('wm-a3', 'an')).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('learns edits whose event was lost, and keeps the tags that a list does not tell', async () => {
    await test.app.services.customers.refresh('wm-a1')
    const tags = () => test.context.db.selectFrom('customerTag').select(['tagId', 'name']).execute()
    const before = await tags()
    test.simulated.directory.changeFollow('an', 'wm-a1', { remark: '新备注' })
    await night()
    expect((await entry(test, 'wm-a1', 'an'))?.remark).toBe('新备注')
    expect(before.map(({ name }) => name)).toContain('an的老乡')
    expect((await tags()).sort((a, b) => (a.tagId < b.tagId ? -1 : 1))).toEqual(
      before.sort((a, b) => (a.tagId < b.tagId ? -1 : 1)),
    )
  })

  it('ends nobody because a list came short: the contact itself is asked for', async () => {
    const { client } = test.app.services
    const short: WecomClient = {
      ...client,
      post: async (path, body) => {
        const answer = await client.post(path, body)
        return path === listPath ? { ...answer, external_contact_list: [], next_cursor: '' } : answer
      },
    }
    const before = await followed(test)
    test.clock.at += 7 * hour
    await anotherProcess(test, short).look()
    expect(await progress()).toMatchObject({ status: 'finished', contacts: 0 })
    expect(await followed(test)).toEqual(before)
  })

  it.each([
    ['the list fails', { path: listPath, status: 503 }],
    ['the list is refused', { path: listPath, errcode: 48002 }],
    ['the contact fails', { path: getPath, isHangUp: true as const }],
    ['the limit is reached', { path: getPath, errcode: 45009 }],
    ['the answer is broken', { path: getPath, body: '<html>' }],
    [
      'the answer has no followers',
      { path: getPath, body: '{"errcode":0,"external_contact":{},"follow_user":[]}' },
    ],
  ])('ends nobody while %s, and goes on afterwards', async (_what, fault) => {
    test.simulated.directory.removeFollow('an', 'wm-a3')
    test.simulated.directory.removeFollow('an', 'wm-a2')
    const before = await followed(test)
    test.simulated.faults.add(fault)
    await night()
    expect(await followed(test)).toEqual(before)
    expect(await progress()).toMatchObject({ status: 'running' })
    test.simulated.faults.clear()
    test.clock.at += 5 * 60_000
    await test.app.services.contacts.look()
    expect(await progress()).toMatchObject({ status: 'finished', problem: null })
    expect(await followed(test)).toEqual(followedInWecom(test))
  })

  it('takes back whom a narrower range had hidden, once they are seen again', async () => {
    const all = await followed(test)
    test.simulated.switches.outOfRange = true
    test.simulated.faults.add({ path: listPath, errcode: 60011 })
    await night()
    expect(await followed(test)).toEqual([])
    test.simulated.switches.outOfRange = false
    test.simulated.faults.clear()
    test.clock.at += 24 * hour
    await test.app.services.contacts.look()
    expect(await followed(test)).toEqual(all)
  })

  it('brings back a customer who had left and came again while no event arrived', async () => {
    const { company: people } = test.simulated
    people.deleteByCustomer('an', 'wm-a1')
    const at = Math.floor(test.clock.at / 1000) * 1000
    const pair = { externalUserId: 'wm-a1', userId: 'an', at }
    await test.app.services.customers.endFollow({ ...pair, by: 'customer' })
    await night()
    expect((await entry(test, 'wm-a1', 'an'))?.endedBy).toBe('customer')
    people.addCustomer('an', 'wm-a1')
    test.clock.at += 24 * hour
    await test.app.services.contacts.look()
    expect(await entry(test, 'wm-a1', 'an')).toMatchObject({ isActive: 1, endedAt: null, endedBy: null })
  })

  it('asks for those too who may no longer have customers', async () => {
    const bai = test.simulated.directory.member('bai')
    if (bai) bai.status = 5
    for (const externalUserId of ['wm-a2', 'wm-b1'])
      test.simulated.directory.removeFollow('bai', externalUserId)
    await night()
    expect(await followed(test)).toEqual(followedInWecom(test))
  })
})
