import { describe, expect, it } from 'vitest'
import { daysSince, lastActivityAt, type ActivityInput } from '../../../src/domain/customers/activity.ts'

const none: ActivityInput = {
  orderedAt: null,
  shopEventAt: null,
  couponOpenedAt: null,
  couponClaimedAt: null,
  repliedAt: null,
}

describe('lastActivityAt', () => {
  it('is the latest of every kind up to now', () => {
    expect(lastActivityAt(none, 100)).toBeNull()
    for (const kind of Object.keys(none)) expect(lastActivityAt({ ...none, [kind]: 42 }, 100)).toBe(42)
    expect(lastActivityAt({ ...none, orderedAt: 10, repliedAt: 30, shopEventAt: 20 }, 100)).toBe(30)
    expect(lastActivityAt({ ...none, orderedAt: 100, repliedAt: 101 }, 100)).toBe(100)
  })
})

describe('daysSince', () => {
  it('counts local days, whatever the hour', () => {
    const asOf = Date.parse('2026-03-18T00:01:00+08:00')
    expect(daysSince(Date.parse('2026-03-17T23:59:00+08:00'), asOf, 'Asia/Shanghai')).toBe(1)
    expect(daysSince(asOf, asOf, 'Asia/Shanghai')).toBe(0)
    expect(daysSince(null, asOf, 'Asia/Shanghai')).toBeNull()
  })
})
