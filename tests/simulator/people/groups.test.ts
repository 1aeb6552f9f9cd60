import { describe, expect, it } from 'vitest'
import { defaultWorld } from '../../../src/simulator/people/default-world.ts'
import { demoGroupIds } from '../../../src/simulator/people/group-ids.ts'

const now = Date.UTC(2026, 2, 10, 12)
const nowSeconds = now / 1000
const { groups, contacts, members } = defaultWorld(now)

describe('the customer groups of the demo', () => {
  it('has one of each kind, two of them of the first advisor, all of 100 to 200 people but the foreign one', () => {
    expect(groups.map(({ chatId }) => chatId)).toEqual(Object.values(demoGroupIds))
    const first = members[0]?.userId ?? ''
    const mine = groups.filter(({ memberUserIds }) => memberUserIds.includes(first))
    expect(mine.map(({ chatId }) => chatId)).toEqual([demoGroupIds.healthy, demoGroupIds.leaking])
    for (const { memberUserIds, externalUserIds } of mine) {
      const people = memberUserIds.length + externalUserIds.length
      expect(people).toBeGreaterThanOrEqual(100)
      expect(people).toBeLessThanOrEqual(200)
    }
  })

  it('has nobody twice, nobody before the group or before an advisor added them, nobody in the future', () => {
    const addedAt = new Map(
      contacts.map(({ externalUserId, follows }) => [
        externalUserId,
        Math.min(...follows.map(({ createdAtSeconds }) => createdAtSeconds)),
      ]),
    )
    for (const { externalUserIds, createdAtSeconds, joinedAtSeconds } of groups) {
      expect(new Set(externalUserIds).size).toBe(externalUserIds.length)
      for (const id of externalUserIds) {
        const joinedAt = joinedAtSeconds?.[id] ?? createdAtSeconds
        expect(joinedAt).toBeGreaterThanOrEqual(createdAtSeconds)
        expect(joinedAt).toBeGreaterThanOrEqual(addedAt.get(id) ?? Infinity)
        expect(joinedAt).toBeLessThanOrEqual(nowSeconds)
      }
    }
  })
})
