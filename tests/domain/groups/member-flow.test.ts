import { describe, expect, it } from 'vitest'
import { dayMs, localDay } from '../../../src/domain/calendar.ts'
import { type GroupStay, memberFlow } from '../../../src/domain/groups/member-flow.ts'
import { asOf } from '../customers/sample-facts.ts'

const when = { asOf, timeZone: 'Asia/Shanghai' }
const today = localDay(asOf, when.timeZone)
const stay = (joinedAgo: number, leftAgo: number | null, isCustomer = true): GroupStay => ({
  isCustomer,
  joinedAt: asOf - joinedAgo * dayMs,
  leftAt: leftAgo === null ? null : asOf - leftAgo * dayMs,
})

describe('memberFlow (RISK-02)', () => {
  it('counts who is there, staff apart', () => {
    const stays = [stay(90, null), stay(90, 5), stay(90, null, false), stay(90, 1, false), stay(-1, null)]
    expect(memberFlow(stays, when, 30)).toEqual({ customers: 1, staff: 1, joined: 0, exitDays: [today - 5] })
  })

  it.each([
    [29, 1],
    [30, 0],
    [0, 1],
  ])('joined %i days ago: %i came in 30 days', (days, joined) => {
    expect(memberFlow([stay(days, null)], when, 30).joined).toBe(joined)
  })

  it('two stays of one person are two arrivals and one exit', () => {
    expect(memberFlow([stay(20, 10), stay(5, null)], when, 30)).toMatchObject({
      customers: 1,
      joined: 2,
      exitDays: [today - 10],
    })
  })

  it('an exit that is to come has not happened', () => {
    expect(memberFlow([stay(20, -1)], when, 30)).toMatchObject({ customers: 1, exitDays: [] })
    expect(memberFlow([stay(20, 0)], when, 30)).toMatchObject({ customers: 0, exitDays: [today] })
  })
})
