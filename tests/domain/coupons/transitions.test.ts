import { describe, expect, it } from 'vitest'
import { couponStates, liveCouponStates, type CouponState } from '../../../src/domain/coupons/coupon.ts'
import {
  couponMove,
  couponTransitions,
  type CouponActor,
  type CouponMove,
} from '../../../src/domain/coupons/transitions.ts'

type Row = [CouponState, CouponMove, CouponActor, CouponState, string]

const allowed: Row[] = [
  ['issued', 'send', 'advisor', 'sent', 'none'],
  ['issued', 'lapse', 'system', 'lapsed', 'release'],
  ['issued', 'open', 'customer', 'opened', 'none'],
  ['sent', 'open', 'customer', 'opened', 'none'],
  ['sent', 'claim', 'customer', 'claimed', 'none'],
  ['opened', 'claim', 'customer', 'claimed', 'none'],
  ['lapsed', 'revive', 'customer', 'opened', 'reserve'],
  ['lapsed', 'void', 'advisor', 'voided', 'none'],
  ['opened', 'void', 'advisor', 'voided', 'release'],
  ['claimed', 'void', 'operator', 'voided', 'release'],
  ['sent', 'redeem', 'shop', 'redeemed', 'settle'],
  ['claimed', 'redeem', 'shop', 'redeemed', 'settle'],
  ['redeemed', 'refund', 'shop', 'refunded', 'reverse'],
  ['refunded', 'redeem', 'shop', 'redeemed', 'settle'],
  ['claimed', 'expire', 'system', 'expired', 'release'],
  ['refunded', 'expire', 'system', 'expired', 'none'],
]

const refused: [CouponState, CouponMove, CouponActor, string][] = [
  ['claimed', 'void', 'advisor', 'actor'],
  ['redeemed', 'void', 'operator', 'state'],
  ['sent', 'lapse', 'system', 'state'],
  ['expired', 'redeem', 'shop', 'state'],
  ['voided', 'open', 'customer', 'state'],
  ['voided', 'revive', 'customer', 'state'],
  ['lapsed', 'redeem', 'shop', 'state'],
  ['redeemed', 'redeem', 'shop', 'state'],
  ['refunded', 'refund', 'shop', 'state'],
  ['sent', 'redeem', 'customer', 'actor'],
  ['claimed', 'open', 'customer', 'state'],
]

describe('couponMove', () => {
  it.each(allowed)('%s: %s by %s leads to %s, ledger %s', (from, move, by, to, ledger) => {
    expect(couponMove(from, move, by)).toEqual({ allowed: true, to, ledger })
  })

  it.each(refused)('%s: %s by %s is refused because of the %s', (from, move, by, because) => {
    expect(couponMove(from, move, by)).toEqual({ allowed: false, because })
  })

  it('has one row for each state and move', () => {
    const keys = couponTransitions.flatMap(({ move, from }) => from.map((state) => `${state} ${move}`))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('holds a reserve exactly while the coupon is live, whatever path it takes', () => {
    const effects = { none: 0, reserve: 1, release: -1, settle: -1, reverse: 0 }
    const seen = new Map<CouponState, number>([['issued', 1]])
    const queue: CouponState[] = ['issued']
    for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
      for (const { from, to, ledger, move } of couponTransitions) {
        if (!from.includes(state)) continue
        const isAgain = state === 'refunded' && move === 'redeem'
        const held = (seen.get(state) ?? 0) + (isAgain ? 0 : effects[ledger])
        if (seen.has(to)) expect(`${state} ${move} ${held}`).toBe(`${state} ${move} ${seen.get(to)}`)
        else queue.push(to)
        seen.set(to, held)
      }
    }
    expect([...seen.keys()].sort()).toEqual([...couponStates].sort())
    for (const state of couponStates) expect(seen.get(state)).toBe(liveCouponStates.includes(state) ? 1 : 0)
  })
})
