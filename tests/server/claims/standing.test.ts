import { describe, expect, it } from 'vitest'
import { couponStates } from '../../../src/domain/coupons/coupon.ts'
import { standingOf, viewOf } from '../../../src/server/claims/standing.ts'

const coupon = { customerId: 'cus-a', deviceHash: 'hash' }
const customer = { kind: 'customer', externalUserId: 'wm' } as const

describe('who a visitor is to a coupon', () => {
  it.each([
    ['nobody known', null, null, null, 'unknown'],
    ['the device that took it', null, 'hash', null, 'device'],
    ['another device', null, 'else', null, 'unknown'],
    ['the owner', customer, null, 'cus-a', 'owner'],
    ['another customer', customer, null, 'cus-b', 'stranger'],
    ['another customer on the device that took it', customer, 'hash', 'cus-b', 'stranger'],
    ['a contact nobody knows', customer, null, null, 'stranger'],
    ['a member', { kind: 'member', userId: null } as const, 'hash', null, 'stranger'],
  ])('%s', (_case, identity, deviceHash, customerId, standing) => {
    expect(standingOf(coupon, { identity, deviceHash }, customerId)).toBe(standing)
  })

  it('is not the device of a coupon that none took', () => {
    expect(standingOf({ ...coupon, deviceHash: null }, { identity: null, deviceHash: null }, null)).toBe(
      'unknown',
    )
  })
})

describe('what the page shows', () => {
  it.each(couponStates)('a stranger sees nothing of %s', (state) => {
    expect(viewOf({ state, claimedAt: 1 }, 'stranger', false)).toBe('stranger')
  })

  it.each([
    ['issued', null, 'unknown', false, 'open'],
    ['opened', null, 'owner', false, 'open'],
    ['opened', null, 'owner', true, 'sold-out'],
    ['claimed', 1, 'owner', true, 'claimed'],
    ['claimed', 1, 'device', false, 'claimed'],
    ['claimed', 1, 'unknown', false, 'taken'],
    ['refunded', 1, 'device', false, 'claimed'],
    ['refunded', null, 'unknown', false, 'open'],
    ['redeemed', 1, 'device', false, 'redeemed'],
    ['expired', 1, 'owner', false, 'expired'],
    ['voided', null, 'unknown', true, 'voided'],
    ['lapsed', null, 'unknown', false, 'lapsed'],
  ] as const)('%s, claimed %s, to %s, sold out %s: %s', (state, claimedAt, standing, isSoldOut, view) => {
    expect(viewOf({ state, claimedAt }, standing, isSoldOut)).toBe(view)
  })
})
