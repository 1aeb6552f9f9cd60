import { describe, expect, it } from 'vitest'
import { couponCard } from '../../../../src/server/coupons/issue/card.ts'

const config = { publicUrl: 'https://zhike.test', timeZone: 'Asia/Shanghai' }
const expiresAt = Date.UTC(2026, 2, 19, 1, 5)
const bytes = (text: string) => new TextEncoder().encode(text).length

describe('the coupon card', () => {
  it('says until when, on the store’s clock', () => {
    const { desc } = couponCard({ token: 't', headline: '包邮', expiresAt }, config)
    expect(desc).toBe('只为您准备，03-19 09:05 前有效，点开领取')
  })

  it.each([
    ['a title of 60 bytes', '优'.repeat(20), '优'.repeat(20)],
    ['one byte more', `${'优'.repeat(20)}a`, `${'优'.repeat(19)}…`],
    ['a surrogate pair at the cut', `${'优'.repeat(18)}a🎁惠`, `${'优'.repeat(18)}a…`],
  ])('keeps %s whole or cuts between characters', (_case, headline, title) => {
    const card = couponCard({ token: 't', headline, expiresAt }, config)
    expect(card.title).toBe(title)
    expect(bytes(card.title)).toBeLessThanOrEqual(60)
  })
})
