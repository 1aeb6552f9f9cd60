import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exitRate } from '../../../src/domain/risk/exit-rate.ts'
import { localDay } from '../../../src/domain/calendar.ts'
import { defaultWorld } from '../../../src/simulator/people/default-world.ts'
import { demoGroupIds } from '../../../src/simulator/people/group-ids.ts'
import { engines } from '../../support/databases.ts'
import { openSeeded, type Seeded, seededAt } from './seeded.ts'

describe.each(engines)('the groups of the demo store on $name', ({ open }) => {
  let seeded: Seeded
  beforeAll(async () => {
    seeded = await openSeeded(open)
  })
  afterAll(() => seeded.destroy())

  const customersOf = (chatId: string) =>
    seeded.db
      .selectFrom('groupMember')
      .selectAll()
      .where('chatId', '=', chatId)
      .where('kind', '=', 'customer')
      .execute()

  it('have exactly the people whom WeCom lists, since the same instants', async () => {
    for (const group of defaultWorld(seededAt).groups) {
      const stays = await seeded.db
        .selectFrom('groupMember')
        .select(['memberId', 'joinedAt'])
        .where('chatId', '=', group.chatId)
        .where('leftAt', 'is', null)
        .execute()
      const listed = [...group.memberUserIds, ...group.externalUserIds].map((memberId) => ({
        memberId,
        joinedAt: (group.joinedAtSeconds?.[memberId] ?? group.createdAtSeconds) * 1000,
      }))
      const byId = (one: { memberId: string }, other: { memberId: string }) =>
        one.memberId < other.memberId ? -1 : 1
      expect(stays.sort(byId)).toEqual(listed.sort(byId))
    }
  })

  it.each([
    ['the healthy one may sell', demoGroupIds.healthy, false],
    ['the leaking one may not (RISK-02)', demoGroupIds.leaking, true],
  ])('%s', async (_name, chatId, isPromotionPaused) => {
    const stays = await customersOf(chatId)
    const exitDays = stays.flatMap(({ leftAt }) =>
      leftAt === null ? [] : [localDay(leftAt, 'Asia/Shanghai')],
    )
    const members = stays.filter(({ leftAt }) => leftAt === null).length
    expect(exitDays.length).toBeGreaterThan(0)
    const rate = exitRate({ members, exitDays }, localDay(seededAt, 'Asia/Shanghai'))
    expect(rate.isPromotionPaused).toBe(isPromotionPaused)
  })

  it('nobody left before joining, and nothing lies in the future', async () => {
    const stays = await seeded.db.selectFrom('groupMember').selectAll().execute()
    for (const { joinedAt, leftAt } of stays) {
      expect(joinedAt).toBeLessThanOrEqual(seededAt)
      if (leftAt !== null) expect(leftAt).toBeGreaterThan(joinedAt)
      if (leftAt !== null) expect(leftAt).toBeLessThanOrEqual(seededAt)
    }
    const touches = await seeded.db.selectFrom('groupTouch').select('at').execute()
    expect(touches.length).toBeGreaterThan(10)
    for (const { at } of touches) expect(at).toBeLessThanOrEqual(seededAt)
  })
})
