import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMembers, type Members } from '../../../src/server/members/service.ts'
import { createRights, type Rights } from '../../../src/server/rights/service.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

describe.each(engines)('who reaches whom on $name', ({ open }) => {
  let database: TestDatabase
  let members: Members
  let rights: Rights
  let now = 1_000
  const config = { adminUserIds: ['boss'] } as never
  beforeAll(async () => {
    database = await open()
    members = createMembers({ db: database.db, config, now: () => now })
    rights = createRights({ db: database.db, config }, { members })
    const meet = (userId: string, departments: number[], leaderOf: number[] = []) =>
      members.signedIn({ userId, name: userId, departments, leaderOf })
    await meet('head', [1, 2, 3], [2, 3])
    await meet('two', [2])
    await meet('three', [3, 2])
    await meet('one', [1])
    await meet('other-head', [4], [4])
    await meet('boss', [1], [1])
  })
  afterAll(() => database.destroy())

  const setTeam = (rows: { kind: 'department' | 'member'; value: string }[]) =>
    database.db
      .insertInto('leadTeam')
      .values(rows.map((row) => ({ leadUserId: 'head', ...row })))
      .execute()

  it('a head of departments leads their members, each once', async () => {
    expect((await members.find('head'))?.role).toBe('lead')
    expect((await rights.teamOf('head')).sort()).toEqual(['head', 'three', 'two'])
    expect(await rights.teamOf('two')).toEqual([])
    expect(await rights.teamOf('nobody')).toEqual([])
  })

  it('reaches through themselves first, else through the team, in the order of the followers', async () => {
    expect(await rights.reachedThrough('two', ['one', 'two'])).toEqual(['two'])
    expect(await rights.reachedThrough('head', ['three', 'head'])).toEqual(['head'])
    expect(await rights.reachedThrough('head', ['three', 'one', 'two'])).toEqual(['three', 'two'])
    expect(await rights.reachedThrough('head', ['one'])).toEqual([])
    expect(await rights.reachedThrough('head', [])).toEqual([])
    expect(await rights.reachedThrough('other-head', ['two'])).toEqual([])
  })

  it('an admin reaches no more than they follow, whatever they head', async () => {
    expect(await rights.teamOf('boss')).toEqual([])
    expect(await rights.reachedThrough('boss', ['one'])).toEqual([])
  })

  it('a wish is decided by its asker’s lead or an admin, by nobody for themselves', async () => {
    const may = (decider: string, asker: string) => rights.mayDecideFor(decider, asker)
    expect([await may('head', 'two'), await may('head', 'one'), await may('other-head', 'two')]).toEqual([
      true,
      false,
      false,
    ])
    expect([await may('boss', 'one'), await may('boss', 'boss'), await may('head', 'head')]).toEqual([
      true,
      false,
      false,
    ])
    expect(await may('three', 'two')).toBe(false)
  })

  it('knows whether anybody could decide', async () => {
    const alone = createRights({ db: database.db, config: { adminUserIds: [] } as never }, { members })
    expect([await alone.hasDeciderFor('two'), await rights.hasDeciderFor('one')]).toEqual([true, true])
    const noAdmins = createMembers({ db: database.db, config: { adminUserIds: [] } as never, now: () => now })
    const nobody = createRights(
      { db: database.db, config: { adminUserIds: [] } as never },
      { members: noAdmins },
    )
    expect(await nobody.hasDeciderFor('stranger')).toBe(false)
    expect(await nobody.hasDeciderFor('other-head')).toBe(false)
  })

  it('an admin’s word on a team puts WeCom’s aside, department by department and member by member', async () => {
    await setTeam([{ kind: 'member', value: 'one' }])
    expect(await rights.teamOf('head')).toEqual(['one'])
    expect(await rights.reachedThrough('head', ['two'])).toEqual([])
    await setTeam([{ kind: 'department', value: '3' }])
    expect((await rights.teamOf('head')).sort()).toEqual(['head', 'one', 'three'])
  })

  it('follows WeCom: who heads nothing any more leads nobody', async () => {
    now += 1
    await database.db.deleteFrom('leadTeam').execute()
    await members.refreshed({ userId: 'head', name: 'head', departments: [2], leaderOf: [], status: 1 })
    expect((await members.find('head'))?.role).toBe('advisor')
    expect(await rights.reachedThrough('head', ['two'])).toEqual([])
  })
})
