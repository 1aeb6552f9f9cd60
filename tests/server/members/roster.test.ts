import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MemberEntry } from '../../../src/contract/members.ts'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

const admin = 'GuAnRan'
const origin = 'http://127.0.0.1:3000'

describe.each(engines)('members on $name', ({ open }) => {
  let test: TestApp
  let cookie = ''
  beforeAll(async () => {
    test = await buildTestApp(await open(), { environment: { ADMIN_USER_IDS: admin } })
    cookie = await test.signIn(admin)
    await test.signIn('LinXi')
    await test.signIn('ChengYe')
  })
  afterAll(() => test.close())

  const change = async (payload: object) => {
    const answer = await test.app.inject({
      method: 'POST',
      url: '/api/v1/members',
      headers: { cookie, origin },
      payload,
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  const list = async (): Promise<MemberEntry[]> =>
    (await test.app.inject({ url: '/api/v1/members', headers: { cookie } })).json().members
  const one = async (userId: string) => (await list()).find((member) => member.userId === userId)
  const statusOf = async (session: string) =>
    (await test.app.inject({ url: '/api/v1/session', headers: { cookie: session } })).statusCode

  it('are listed with what they are and where it comes from', async () => {
    expect(
      (await list()).map(({ userId, role, roleFrom, teamSize }) => [userId, role, roleFrom, teamSize]),
    ).toEqual([
      ['ChengYe', 'lead', 'wecom', 2],
      ['GuAnRan', 'admin', 'configuration', 0],
      ['LinXi', 'advisor', 'wecom', 0],
    ])
    expect(await one('ChengYe')).toMatchObject({ departmentIds: [2], leaderOf: [2], team: null })
  })

  it('are listed with the names of the departments, and go on by number while WeCom is down', async () => {
    const named = async () =>
      (await test.app.inject({ url: '/api/v1/members', headers: { cookie } })).json().departments
    expect(await named()).toContainEqual({ departmentId: 2, name: '静安店' })
    const other = await buildTestApp(await open(), { environment: { ADMIN_USER_IDS: admin } })
    try {
      const own = await other.signIn(admin)
      other.simulated.switches = { ...other.simulated.switches, down: true }
      const answer = await other.app.inject({ url: '/api/v1/members', headers: { cookie: own } })
      expect(answer.json()).toMatchObject({ members: [{ departmentIds: [2] }], departments: [] })
    } finally {
      await other.close()
    }
  })

  it('get a role that an admin sets; their sessions end, and only when it really changes', async () => {
    const session = await test.signIn('LinXi')
    expect((await change({ userId: 'LinXi', role: 'advisor' })).body.member).toMatchObject({
      roleFrom: 'admin',
    })
    expect(await statusOf(session)).toBe(200)
    expect((await change({ userId: 'LinXi', role: 'operator' })).body.member.role).toBe('operator')
    expect(await statusOf(session)).toBe(401)
    const again = await test.signIn('LinXi')
    expect(await statusOf(again)).toBe(200)
    expect((await change({ userId: 'LinXi', role: null })).body.member).toMatchObject({
      role: 'advisor',
      roleFrom: 'wecom',
    })
    expect(await statusOf(again)).toBe(401)
  })

  it('a head of a department is no lead where an admin says otherwise', async () => {
    expect((await change({ userId: 'ChengYe', role: 'advisor' })).body.member).toMatchObject({
      role: 'advisor',
      teamSize: 0,
    })
    await test.signIn('ChengYe')
    expect((await one('ChengYe'))?.role).toBe('advisor')
    expect((await change({ userId: 'ChengYe', role: null })).body.member.role).toBe('lead')
  })

  it('a lead’s team is set and given back to WeCom', async () => {
    const team = { departmentIds: [], userIds: ['SuHe', 'SuHe'] }
    const set = await change({ userId: 'ChengYe', team })
    expect(set.body.member).toMatchObject({ team: { departmentIds: [], userIds: ['SuHe'] }, teamSize: 1 })
    expect((await change({ userId: 'ChengYe', team: null })).body.member).toMatchObject({
      team: null,
      teamSize: 2,
    })
  })

  it('a change leaves an entry each, and admins by configuration stay', async () => {
    expect(await change({ userId: admin, role: 'advisor' })).toMatchObject({ status: 409 })
    expect(await change({ userId: 'Nobody', role: 'lead' })).toMatchObject({ status: 404 })
    expect(await change({ userId: 'LinXi' })).toMatchObject({ status: 400 })
    expect(await change({ userId: 'LinXi', role: 'king' })).toMatchObject({ status: 400 })
    const entries = await test.context.db
      .selectFrom('audit')
      .select(['action', 'actor', 'subjectId'])
      .where('action', 'in', ['member.role', 'member.team'])
      .execute()
    expect(entries.filter(({ action }) => action === 'member.team')).toHaveLength(2)
    expect(entries.filter(({ subjectId }) => subjectId === 'LinXi')).toHaveLength(3)
    expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set([admin]))
  })

  it('who left in WeCom is out at once, and in again once active', async () => {
    const session = await test.signIn('LinXi')
    const profile = { userId: 'LinXi', name: '林溪', departments: [2], leaderOf: [] }
    for (const status of [2, 4, 5]) {
      await test.app.services.members.refreshed({ ...profile, status })
      expect([status, (await one('LinXi'))?.isActive, await statusOf(session)]).toEqual([status, false, 401])
    }
    await test.app.services.members.refreshed({ ...profile, status: 1 })
    expect([(await one('LinXi'))?.isActive, await statusOf(session)]).toEqual([true, 401])
    expect(await statusOf(await test.signIn('LinXi'))).toBe(200)
    await test.app.services.members.refreshed({ ...profile, userId: 'NeverSeen', status: 5 })
    expect(await one('NeverSeen')).toBeUndefined()
  })
})
