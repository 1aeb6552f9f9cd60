import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  couponAlphabet,
  couponCode,
  couponCodeLength,
  normaliseCouponCode,
} from '../../../src/domain/coupons/coupon-code.ts'

describe('couponCode', () => {
  it('carries at least 60 bits in symbols that cannot be confused', () => {
    expect(new Set(couponAlphabet).size).toBe(couponAlphabet.length)
    expect(couponCodeLength * Math.log2(couponAlphabet.length)).toBeGreaterThanOrEqual(60)
    expect(couponAlphabet).not.toMatch(/[IO01]/)
  })

  it('uses each symbol for exactly eight of the 256 bytes', () => {
    const counts = new Map<string, number>()
    for (let byte = 0; byte < 256; byte += 1) {
      const symbol = couponCode(new Uint8Array(12).fill(byte)).charAt(0)
      counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
    }
    expect(counts.size).toBe(32)
    expect([...counts.values()].every((count) => count === 8)).toBe(true)
  })

  it('refuses too few bytes', () => {
    expect(() => couponCode(new Uint8Array(11))).toThrow(RangeError)
  })

  it('survives the ways in which a code is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (bytes) => {
        const code = couponCode(bytes)
        expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
        for (const typed of [
          code,
          code.toLowerCase(),
          code.replaceAll('-', ''),
          ` ${code.replaceAll('-', ' ')} `,
        ])
          expect(normaliseCouponCode(typed)).toBe(code)
      }),
    )
  })
})

describe('normaliseCouponCode', () => {
  it.each([
    ['abcd-efgh-2345', 'ABCD-EFGH-2345'],
    ['ＡＢＣＤ－ＥＦＧＨ－２３４５', 'ABCD-EFGH-2345'],
    ['ABCD–EFGH—2345', 'ABCD-EFGH-2345'],
    ['ABCD-EFGH-234', null],
    ['ABCD-EFGH-23456', null],
    ['ABCD-EFGH-2340', null],
    ['ABCI-EFGH-2345', null],
    ['ABCD-EFGH-234_', null],
    ['', null],
  ])('%s: %s', (typed, code) => {
    expect(normaliseCouponCode(typed)).toBe(code)
  })
})
