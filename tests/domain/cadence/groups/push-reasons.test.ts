import { describe, expect, it } from 'vitest'
import { groupMeter } from '../../../../src/domain/cadence/groups/group-meter.ts'
import { groupPushes, type GroupSend } from '../../../../src/domain/cadence/groups/push-grouping.ts'
import { groupPushReasons, nextPushAt } from '../../../../src/domain/cadence/groups/push-reasons.ts'
import { dayMs, hourMs, minuteMs } from '../../../../src/domain/calendar.ts'
import { asOf } from '../../customers/sample-facts.ts'

const timeZone = 'Asia/Shanghai'
const send = (agoMs: number, more: Partial<GroupSend> = {}): GroupSend => ({
  sentAt: asOf - agoMs,
  kind: 'content',
  actorUserId: 'lin',
  bubbles: 1,
  isPromotion: false,
  isCheckIn: false,
  ...more,
})
const standing = (sends: GroupSend[], at = asOf, rules = {}) => {
  const pushes = groupPushes(sends)
  return { pushes, meter: groupMeter(pushes, { people: 150 }, { asOf: at, timeZone }, rules) }
}
const ids = (sends: GroupSend[], bubbles = 1, at = asOf, rules = {}) =>
  groupPushReasons(
    { kind: 'content', actorUserId: 'lin', bubbles },
    standing(sends, at, rules),
    { asOf: at, timeZone },
    rules,
  ).map(({ ruleId }) => ruleId)
const days = (count: number) => Array.from({ length: count }, (_, index) => send((index + 1) * dayMs))

describe('groupPushReasons', () => {
  it.each([
    [2, []],
    [3, ['CAD-08']],
    [4, ['CAD-08']],
  ])('after %i pushes of the week', (count, expected) => {
    expect(ids(days(count))).toEqual(expected)
  })

  it.each([
    [1, []],
    [2, ['CAD-06']],
  ])('%i more messages in an open push of two (CAD-06)', (bubbles, expected) => {
    expect(ids([send(minuteMs, { bubbles: 2 })], bubbles)).toEqual(expected)
  })

  it('a send that joins the open push meets the bubble cap only', () => {
    expect(ids([...days(2), send(10 * minuteMs)])).toEqual([])
    expect(ids([...days(2), send(10 * minuteMs + 1)])).toEqual(['CAD-08'])
    expect(ids([...days(2), send(minuteMs, { actorUserId: 'zhou' })])).toEqual(['CAD-08'])
  })

  it.each([
    [-1, []],
    [0, ['CAD-05']],
  ])('%i ms after 22:00 (CAD-05)', (after, expected) => {
    expect(ids([], 1, asOf + 2 * hourMs + after)).toEqual(expected)
  })

  it('follows the store and says the numbers', () => {
    expect(ids([], 3, asOf, { 'CAD-06.messages': 2 })).toEqual(['CAD-06'])
    const full = standing(days(3))
    expect(
      groupPushReasons({ kind: 'content', actorUserId: 'lin', bubbles: 4 }, full, { asOf, timeZone }),
    ).toEqual([
      { ruleId: 'CAD-06', text: '这次一共4条，容易刷屏' },
      { ruleId: 'CAD-08', text: '本群本周内容 3/3 次' },
    ])
  })
})

describe('nextPushAt', () => {
  it('is now while there is room in a golden hour', () => {
    expect(nextPushAt('content', standing(days(2)), { asOf, timeZone })).toBe(asOf)
  })

  it('is the first golden hour of the day on which a push leaves the week', () => {
    const next = nextPushAt('content', standing(days(3)), { asOf, timeZone })
    expect(next).toBe(Date.parse('2026-03-22T07:00:00+08:00'))
  })

  it('is never where the store allows none, and any day where no cap applies', () => {
    const none = { 'CAD-08.contentPerWeek': 0 }
    expect(nextPushAt('content', standing([], asOf, none), { asOf, timeZone }, none)).toBeNull()
    const large = { pushes: [], meter: groupMeter([], { people: 300 }, { asOf, timeZone }) }
    expect(nextPushAt('benefit', large, { asOf, timeZone })).toBe(asOf)
  })
})
