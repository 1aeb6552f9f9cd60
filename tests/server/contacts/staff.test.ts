import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { anotherProcess, company, followedBy, member } from './company.ts'

const hour = 3_600_000
const path = 'user/get'

describe.each(engines)('members, asked for once a day, on $name', ({ open }) => {
  let test: TestApp
  beforeEach(async () => {
    const members = [
      member('an', { departments: [1, 2], isLeaderInDepartment: [false, true] }),
      member('bai'),
      member('cui'),
    ]
    test = await buildTestApp(await open(), { world: company(members, [followedBy('wm-li', ['an', 'bai'])]) })
  })
  afterEach(() => test.close())

  const row = (userId: string) =>
    test.context.db.selectFrom('member').selectAll().where('userId', '=', userId).executeTakeFirst()
  const session = async (cookie: string) =>
    (await test.app.inject({ url: '/api/v1/session', headers: { cookie } })).statusCode
  const setStatus = (userId: string, status: 1 | 2 | 4 | 5) => {
    const found = test.simulated.directory.member(userId)
    if (found) found.status = status
  }
  /** 03:00 of the next day in the store's time; the test begins at 20:00. */
  const night = () => {
    test.clock.at += 7 * hour
    return test.app.services.contacts.look()
  }

  it('knows the names, departments and leadership of those who follow customers before they ever sign in', async () => {
    await test.app.services.contacts.look()
    expect(await row('bai')).toMatchObject({ name: 'bai的名字', isActive: 1 })
    expect(JSON.parse((await row('an'))?.departmentsJson ?? '')).toEqual([1, 2])
    const led = await test.context.db
      .selectFrom('memberDepartment')
      .selectAll()
      .where('isLeader', '=', 1)
      .execute()
    expect(led).toMatchObject([{ userId: 'an', departmentId: 2 }])
    expect(await row('cui')).toBeUndefined()
  })

  it.each([2, 4, 5] as const)(
    'status %i ends the sessions; active again, one signs in anew',
    async (status) => {
      const cookie = await test.signIn('bai')
      await test.app.services.contacts.look()
      expect(await session(cookie)).toBe(200)
      setStatus('bai', status)
      expect(await session(cookie)).toBe(200)
      await night()
      expect(await session(cookie)).toBe(401)
      expect((await row('bai'))?.isActive).toBe(0)
      setStatus('bai', 1)
      test.clock.at += 24 * hour
      await test.app.services.contacts.look()
      expect(await session(cookie)).toBe(401)
      expect(await session(await test.signIn('bai'))).toBe(200)
    },
  )

  it('60111: whom WeCom does not find has left', async () => {
    const cookie = await test.signIn('bai')
    await test.app.services.contacts.look()
    test.simulated.faults.add({ path, errcode: 60111 })
    await night()
    expect(await session(cookie)).toBe(401)
  })

  it.each([
    ['one who is out of the app’s range', { path, errcode: 60011 }],
    ['an API that fails', { path, status: 502 }],
    ['a missing permission', { path, errcode: 48002 }],
  ])('%s takes nobody out', async (_what, fault) => {
    const cookie = await test.signIn('bai')
    await test.app.services.contacts.look()
    test.simulated.faults.add(fault)
    await night()
    expect(await session(cookie)).toBe(200)
    expect((await row('bai'))?.isActive).toBe(1)
  })

  it('runs in one process, and five minutes after a failure once more', async () => {
    await test.app.services.contacts.look()
    test.simulated.faults.resetCounts()
    test.simulated.faults.add({ path, errcode: 48002 })
    await night()
    test.simulated.faults.clear()
    test.clock.at += 5 * 60_000 - 1
    await test.app.services.contacts.look()
    expect(test.simulated.faults.counts()[path]).toBe(1)
    test.clock.at += 1
    await Promise.all([anotherProcess(test).look(), anotherProcess(test).look()])
    expect(test.simulated.faults.counts()[path]).toBe(3)
  })
})
