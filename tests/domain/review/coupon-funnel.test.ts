import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { couponFunnel, type FunnelCounts, weakestStep } from '../../../src/domain/review/coupon-funnel.ts'

const sample: FunnelCounts = { due: 1240, sent: 982, opened: 611, claimed: 402, redeemed: 188, refunded: 9 }
const none: FunnelCounts = { due: 0, sent: 0, opened: 0, claimed: 0, redeemed: 0, refunded: 0 }

describe('couponFunnel', () => {
  it('has six steps, each with its share of the one before', () => {
    expect(couponFunnel(sample).map(({ name, people }) => `${name} ${people}`)).toEqual([
      '应触达 1240',
      '已发 982',
      '打开 611',
      '领取 402',
      '核销 188',
      '退款 9',
    ])
    expect(couponFunnel(sample).map(({ shareOfPrevious }) => shareOfPrevious)).toEqual([
      null,
      982 / 1240,
      611 / 982,
      402 / 611,
      188 / 402,
      9 / 188,
    ])
  })

  it('of nobody has no shares', () => {
    expect(couponFunnel(none).map(({ shareOfPrevious }) => shareOfPrevious)).toEqual(
      Array.from({ length: 6 }, () => null),
    )
  })
})

describe('weakestStep', () => {
  it('is the passage with the smallest share, never the refunds', () => {
    expect(weakestStep(sample)).toEqual({
      from: '领取',
      to: '核销',
      part: 188,
      whole: 402,
      share: 188 / 402,
    })
  })

  it.each([
    [{ ...none }, null],
    [{ ...none, due: 10, sent: 5, opened: 3 }, '打开>领取'],
    [{ ...none, due: 8, sent: 4, opened: 2, claimed: 1, redeemed: 1 }, '应触达>已发'],
    [{ ...none, due: 8, sent: 8, opened: 8, claimed: 4, redeemed: 2 }, '打开>领取'],
    [{ ...none, due: 8, sent: 8, opened: 8, claimed: 8, redeemed: 8, refunded: 1 }, '应触达>已发'],
  ])('%o: %s', (counts, expected) => {
    const weakest = weakestStep(counts)
    expect(weakest === null ? null : `${weakest.from}>${weakest.to}`).toBe(expected)
  })

  it('no passage has a smaller share', () => {
    const falling = fc
      .array(fc.nat(50), { minLength: 6, maxLength: 6 })
      .map((numbers) => [...numbers].sort((a, b) => b - a))
    fc.assert(
      fc.property(falling, ([due = 0, sent = 0, opened = 0, claimed = 0, redeemed = 0, refunded = 0]) => {
        const counts = { due, sent, opened, claimed, redeemed, refunded }
        const weakest = weakestStep(counts)
        if (weakest === null) return due === 0
        const shares = couponFunnel(counts).slice(1, 5)
        return shares.every(({ shareOfPrevious }) => weakest.share <= (shareOfPrevious ?? 1))
      }),
    )
  })
})
