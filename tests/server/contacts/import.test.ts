import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { leaseMs } from '../../../src/server/contacts/repository.ts'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import {
  anotherProcess,
  company,
  customersOf,
  entry,
  followed,
  followedBy,
  followedInWecom,
  killedAfter,
  member,
} from './company.ts'

const advisors = ['an', 'bai', 'cui']
const listPath = 'externalcontact/batch/get_by_user'
/** 180 customers come in two pages. */
const each = 60

describe.each(engines)('the first import on $name', ({ open }) => {
  let test: TestApp
  const start = async (contacts = customersOf(advisors, each)) => {
    test = await buildTestApp(await open(), {
      world: company(
        advisors.map((userId) => member(userId)),
        contacts,
      ),
    })
  }
  beforeEach(() => start())
  afterEach(() => test.close())

  const restart = async (contacts: Parameters<typeof start>[0]) => {
    await test.close()
    await start(contacts)
  }
  const calls = () => test.simulated.faults.counts()[listPath] ?? 0

  it('reads 250 customers of each of three members in pages of a hundred', async () => {
    await restart(customersOf(advisors, 250))
    const seen: number[] = []
    const outcome = await test.app.services.contacts.import({
      onProgress: ({ contacts }) => seen.push(contacts),
    })
    expect(outcome).toBe('finished')
    expect(calls()).toBe(8)
    expect(seen).toEqual([100, 200, 300, 400, 500, 600, 700, 750, 750])
    expect(await followed(test)).toEqual(followedInWecom(test))
    expect(await test.app.services.contacts.progress()).toMatchObject({
      status: 'finished',
      kind: 'import',
      membersTotal: 3,
      membersDone: 3,
      contacts: 750,
      failures: 0,
      importedAt: test.clock.at,
      problem: null,
    })
  })

  it('stores remark, state, union id and the names of the tags, which a list gives by id only', async () => {
    await test.app.services.contacts.import()
    expect(await entry(test, 'wm-an-0', 'an')).toMatchObject({
      remark: 'an的备注',
      state: 'door',
      followedAt: 1_700_000_000_000,
    })
    const { db } = test.context
    const customer = await db
      .selectFrom('customer')
      .selectAll()
      .where('externalUserId', '=', 'wm-an-0')
      .executeTakeFirstOrThrow()
    expect(customer).toMatchObject({ name: '客户wm-an-0', firstFollowAt: 1_700_000_000_000 })
    const { customerId } = customer
    const identities = await db
      .selectFrom('identity')
      .select('value')
      .where('customerId', '=', customerId)
      .execute()
    expect(identities.map(({ value }) => value).sort()).toEqual(['union-wm-an-0', 'wm-an-0'])
    const tags = await db.selectFrom('customerTag').selectAll().where('customerId', '=', customerId).execute()
    expect(tags).toMatchObject([
      { name: '高', evidence: '企业微信标签 · 意向', source: 'corp', userId: 'an' },
    ])
  })

  it('goes on where a killed process was, once its lease is over', async () => {
    await restart(customersOf(advisors, 250))
    const killed = killedAfter(test.app.services.client, 3)
    void anotherProcess(test, killed.client).import()
    await killed.died
    expect(await followed(test)).toHaveLength(300)
    const next = anotherProcess(test)
    test.clock.at += leaseMs - 1
    expect(await next.import()).toBe('busy')
    expect(await followed(test)).toHaveLength(300)
    test.clock.at += 1
    expect(await next.import()).toBe('finished')
    expect(calls()).toBe(8)
    expect(await followed(test)).toEqual(followedInWecom(test))
    expect((await next.progress()).contacts).toBe(750)
  })

  it('runs in one process at a time', async () => {
    const outcomes = await Promise.all(
      [0, 1, 2].map(() => {
        const { import: run } = anotherProcess(test)
        return run()
      }),
    )
    expect(outcomes.sort()).toEqual(['busy', 'busy', 'finished'])
    expect(calls()).toBe(2)
  })

  it('stops between two pages when asked and goes on later', async () => {
    const stop = new AbortController()
    const { contacts } = test.app.services
    expect(await contacts.import({ signal: stop.signal, onProgress: () => stop.abort() })).toBe('stopped')
    expect(await contacts.progress()).toMatchObject({ status: 'running', contacts: 100 })
    expect(await contacts.import()).toBe('finished')
    expect(calls()).toBe(2)
  })

  it.each([
    ['a missing permission', { errcode: 48002 }],
    ['a limit', { errcode: 45009 }],
    ['an HTTP failure', { status: 503 }],
  ])('stops at %s in the middle, rests five minutes and goes on', async (_what, fault) => {
    const { contacts } = test.app.services
    const failed = contacts.import({
      onProgress(progress) {
        if (progress.contacts === 100) test.simulated.faults.add({ path: listPath, ...fault })
      },
    })
    expect(await failed).toBe('failed')
    expect(await contacts.progress()).toMatchObject({ status: 'running', contacts: 100 })
    expect((await contacts.progress()).problem).not.toBeNull()
    test.simulated.faults.clear()
    test.clock.at += 5 * 60_000 - 1
    await contacts.look()
    expect(await contacts.progress()).toMatchObject({ contacts: 100 })
    test.clock.at += 1
    await contacts.look()
    expect(await contacts.progress()).toMatchObject({ status: 'finished', contacts: 180, problem: null })
    expect(await followed(test)).toEqual(followedInWecom(test))
  })

  it('reads a part again from its beginning when its cursor is no good any more', async () => {
    const { contacts } = test.app.services
    const stop = new AbortController()
    await contacts.import({ signal: stop.signal, onProgress: () => stop.abort() })
    await test.context.db.updateTable('contactPart').set({ cursor: 'gone' }).execute()
    expect(await contacts.import()).toBe('finished')
    expect(await contacts.progress()).toMatchObject({ contacts: 180 })
    expect(await followed(test)).toEqual(followedInWecom(test))
  })

  it('asks one by one when WeCom refuses members together, and goes on past those it refuses', async () => {
    const { contacts, client } = test.app.services
    // Neither is an error of ours: one has left since, the other has nobody.
    const refusing = {
      ...client,
      post: async (path: string, body: object) => {
        const { userid_list: userIds = [] } = body as { userid_list?: string[] }
        const hasLeft = path === listPath && userIds.includes('bai')
        return client.post(path, hasLeft ? { ...body, userid_list: [...userIds, 'nobody'] } : body)
      },
    }
    expect(await anotherProcess(test, refusing).import()).toBe('finished')
    expect(await contacts.progress()).toMatchObject({
      membersTotal: 3,
      membersDone: 3,
      contacts: 120,
      failures: 1,
    })
    expect(await followed(test)).toHaveLength(120)
  })

  it('begins by itself when nothing was ever read, and is not begun again the same day', async () => {
    const { contacts } = test.app.services
    expect(await contacts.progress()).toMatchObject({ status: 'none', kind: null, startedAt: null })
    await contacts.look()
    expect(await contacts.progress()).toMatchObject({ status: 'finished', kind: 'import', contacts: 180 })
    await contacts.look()
    expect(calls()).toBe(2)
  })

  it('counts a customer of two members once for each and keeps both entries', async () => {
    await restart([followedBy('wm-both', ['an', 'bai']), followedBy('wm-one', ['cui'])])
    await test.app.services.contacts.import()
    expect(await test.app.services.contacts.progress()).toMatchObject({ contacts: 3 })
    expect(await followed(test)).toEqual(['wm-both an', 'wm-both bai', 'wm-one cui'])
    const found = await test.app.services.customers.findForAdvisor('wm-both', 'bai')
    expect(found.follow.remark).toBe('bai的备注')
    expect(found.isStale).toBe(false)
  })
})
