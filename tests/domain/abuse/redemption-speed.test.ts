import { describe, expect, it } from 'vitest'
import { redemptionSpeed, speedWindowStart } from '../../../src/domain/abuse/redemption-speed.ts'

describe('FAST-REDEEM', () => {
  it.each([
    ['advisor', 29, false],
    ['advisor', 30, true],
    ['advisor', 31, true],
    ['offer', 299, false],
    ['offer', 300, true],
    ['device', 4, false],
    ['device', 5, true],
  ] as const)('%s, %i: %s', (subject, redeemed, isReached) => {
    expect(redemptionSpeed(subject, redeemed, {}).isReached).toBe(isReached)
  })

  it('goes by what the store set', () => {
    const rules = {
      'FAST-REDEEM.minutes': 5,
      'FAST-REDEEM.advisorCoupons': 2,
      'FAST-REDEEM.offerCoupons': 3,
      'FAST-REDEEM.deviceCoupons': 4,
    }
    expect((['advisor', 'offer', 'device'] as const).map((s) => redemptionSpeed(s, 3, rules))).toEqual([
      { count: 3, bound: 2, isReached: true },
      { count: 3, bound: 3, isReached: true },
      { count: 3, bound: 4, isReached: false },
    ])
    expect(speedWindowStart(1_000_000, rules)).toBe(700_000)
  })
})
