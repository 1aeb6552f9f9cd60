import { describe, expect, it } from 'vitest'
import {
  earningNames,
  earningWays,
  pointsTasks,
  pointsText,
  spendingNames,
  spendingWays,
} from '../../../src/domain/referral/points-panel.ts'

describe('pointsTasks (MEM-03)', () => {
  it.each([
    [-1, 0, false],
    [0, 0, false],
    [1, 1, true],
    [2, 1, true],
  ])('%i friends: %i done, %s', (friends, done, isDone) => {
    expect(pointsTasks(friends, 0)[0]).toEqual({
      way: 'invite',
      done,
      needed: 1,
      isDone,
      text: `邀请好友1人(${done}/1)`,
    })
  })

  it('counts check-ins', () => {
    expect(pointsTasks(0, 1)[1]).toMatchObject({ way: 'checkIn', isDone: true, text: '签到1次(1/1)' })
  })
})

describe('pointsText', () => {
  it('says how they come and what they do', () => {
    expect(pointsText(['order', 'checkIn'], ['coupon'])).toBe('下单、签到可得积分，积分可以换券')
  })

  it('promises nothing that cannot be earned or spent', () => {
    expect(pointsText([], ['coupon'])).toBeNull()
    expect(pointsText(['order'], [])).toBeNull()
  })

  it('has a name for each way', () => {
    expect(Object.keys(earningNames)).toEqual([...earningWays])
    expect(Object.keys(spendingNames)).toEqual([...spendingWays])
  })
})
