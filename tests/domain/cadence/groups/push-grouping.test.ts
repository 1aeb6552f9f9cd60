import { describe, expect, it } from 'vitest'
import { groupPushes, type GroupSend, openPush } from '../../../../src/domain/cadence/groups/push-grouping.ts'
import { minuteMs } from '../../../../src/domain/calendar.ts'
import { asOf } from '../../customers/sample-facts.ts'

const send = (minute: number, more: Partial<GroupSend> = {}): GroupSend => ({
  sentAt: asOf + minute * minuteMs,
  kind: 'content',
  actorUserId: 'lin',
  bubbles: 1,
  isPromotion: false,
  isCheckIn: false,
  ...more,
})

describe('groupPushes', () => {
  it.each([
    [9, 1],
    [10, 1],
    [10.001, 2],
  ])('a second send after %d minutes: %i pushes', (minutes, count) => {
    expect(groupPushes([send(0), send(minutes)])).toHaveLength(count)
  })

  it('the ten minutes run from the first send, not from the last', () => {
    const pushes = groupPushes([send(12), send(8), send(0)])
    expect(pushes.map(({ sentAt, bubbles }) => [sentAt - asOf, bubbles])).toEqual([
      [0, 2],
      [12 * minuteMs, 1],
    ])
  })

  it('keeps kinds and actors apart', () => {
    expect(
      groupPushes([send(0), send(1, { kind: 'interaction' }), send(1, { actorUserId: 'zhou' })]),
    ).toHaveLength(3)
  })

  it('sells or checks in once one of its sends does, and leaves its input alone', () => {
    const sends = [send(0), send(1, { isPromotion: true, bubbles: 2 }), send(2, { isCheckIn: true })]
    const before = structuredClone(sends)
    expect(groupPushes(sends)).toEqual([send(0, { bubbles: 4, isPromotion: true, isCheckIn: true })])
    expect(sends).toEqual(before)
  })
})

describe('openPush', () => {
  it.each([
    [0, true],
    [10, true],
    [10.001, false],
    [-1, false],
  ])('after %d minutes: %s', (minutes, isOpen) => {
    const found = openPush([send(0)], { actorUserId: 'lin', kind: 'content' }, asOf + minutes * minuteMs)
    expect(found !== undefined).toBe(isOpen)
  })
})
