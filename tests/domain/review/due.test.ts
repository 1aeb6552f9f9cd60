import { describe, expect, it } from 'vitest'
import { isReviewDue, reviewDays } from '../../../src/domain/review/due.ts'

describe('isReviewDue (REV-01)', () => {
  it.each([
    [null, true],
    [994, false],
    [993, true],
    [992, true],
    [1001, false],
  ])('last done on day %s, today day 1000: %s', (lastDay, isDue) => {
    expect(isReviewDue(lastDay, 1000)).toBe(isDue)
  })

  it('follows the store', () => {
    expect(isReviewDue(993, 1000, { 'REV-01.days': 14 })).toBe(false)
  })
})

describe('reviewDays (REV-01)', () => {
  it('are the last 7 days, today included', () => {
    expect(reviewDays(1000)).toEqual({ fromDay: 994, untilDay: 1000 })
    expect(reviewDays(1000, { 'REV-01.days': 1 })).toEqual({ fromDay: 1000, untilDay: 1000 })
  })
})
