import { describe, expect, it } from 'vitest'
import { defaultWorld } from '../../../src/simulator/people/default-world.ts'
import { notableKeys, notablePeople } from '../../../src/simulator/people/notable.ts'
import { personaOf } from '../../../src/simulator/people/persona.ts'

const now = Date.UTC(2026, 2, 10, 12)
const daySeconds = 86_400
const world = defaultWorld(now)
const allFollows = world.contacts.flatMap(({ follows }) => follows)

describe('the demo company', () => {
  it('is the same for the same instant and moves by whole days with it', () => {
    expect(defaultWorld(now)).toEqual(world)
    const tomorrow = defaultWorld(now + daySeconds * 1000)
    expect(tomorrow.contacts.map(({ externalUserId }) => externalUserId)).toEqual(
      world.contacts.map(({ externalUserId }) => externalUserId),
    )
    const shifts = new Set(
      tomorrow.contacts.flatMap(({ follows }, index) =>
        follows.map((follow, place) => {
          const before = world.contacts[index]?.follows[place]
          return follow.createdAtSeconds - (before?.createdAtSeconds ?? 0)
        }),
      ),
    )
    expect([...shifts]).toEqual([daySeconds])
  })

  it('has five active advisors, one disabled member, 600 contacts and three groups', () => {
    expect(world.members.filter(({ status }) => status === 1)).toHaveLength(5)
    expect(world.members.filter(({ status }) => status === 2)).toHaveLength(1)
    expect(world.members[0]?.status).toBe(1)
    expect(world.contacts).toHaveLength(600)
    expect(world.groups).toHaveLength(3)
    expect(world.corp).toMatchObject({ corpId: 'ww0demo0zhike0000', agentId: '1000002' })
  })

  it('gives opaque ids that are unique', () => {
    const ids = world.contacts.map(({ externalUserId }) => externalUserId)
    expect(new Set(ids).size).toBe(600)
    for (const id of ids) expect(id).toMatch(/^wm[\w-]{30}$/)
    const unionIds = world.contacts.flatMap(({ unionId }) => unionId ?? [])
    expect(new Set(unionIds).size).toBe(unionIds.length)
    expect(unionIds.length).toBeGreaterThan(500)
    for (const { type, unionId } of world.contacts) expect(unionId === undefined).toBe(type === 2)
  })

  it('spreads the follows over 14 months, today included, and some customers over two advisors', () => {
    const ages = allFollows.map(({ createdAtSeconds }) => now / 1000 - createdAtSeconds)
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0)
    expect(Math.min(...ages)).toBeLessThan(daySeconds)
    expect(Math.max(...ages)).toBeGreaterThan(390 * daySeconds)
    expect(Math.max(...ages)).toBeLessThan(430 * daySeconds)
    const shared = world.contacts.filter(({ follows }) => follows.length === 2)
    expect(shared.length).toBeGreaterThan(20)
    for (const { follows } of shared) expect(new Set(follows.map(({ userId }) => userId)).size).toBe(2)
  })

  it('has remarks for most, none for some, and no address that needs a network', () => {
    const bare = allFollows.filter(({ remark }) => remark === '')
    expect(bare.length).toBeGreaterThan(50)
    expect(bare.length).toBeLessThan(200)
    for (const { avatar } of world.contacts) expect(avatar).toMatch(/^data:image\/svg\+xml,/)
  })

  it('names only tags, members and contacts that exist', () => {
    const tagIds = new Set(world.tagGroups.flatMap(({ tags }) => tags.map(({ tagId }) => tagId)))
    const memberIds = new Set(world.members.filter(({ status }) => status === 1).map(({ userId }) => userId))
    const contactIds = new Set(world.contacts.map(({ externalUserId }) => externalUserId))
    for (const follow of allFollows) {
      expect(memberIds.has(follow.userId)).toBe(true)
      for (const tagId of follow.tagIds) expect(tagIds.has(tagId)).toBe(true)
    }
    for (const group of world.groups) {
      expect(group.externalUserIds.length).toBeGreaterThan(10)
      for (const id of group.externalUserIds) expect(contactIds.has(id)).toBe(true)
      for (const id of group.memberUserIds) expect(memberIds.has(id)).toBe(true)
    }
  })

  it('puts the notable people first, with the first advisor but for the foreign one', () => {
    const first = world.members[0]?.userId
    notableKeys.forEach((key, index) => {
      const contact = world.contacts[index]
      expect(contact?.externalUserId).toBe(notablePeople[key].externalUserId)
      expect(contact?.name).toBe(notablePeople[key].name)
      expect(personaOf(index).notable).toBe(key)
      expect(contact?.follows.some(({ userId }) => userId === first)).toBe(key !== 'foreign')
    })
  })
})
