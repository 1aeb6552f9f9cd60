import { describe, expect, it } from 'vitest'
import { rfmValuesOf } from '../../../src/domain/rfm/rfm-values.ts'

describe('rfmValuesOf', () => {
  it('takes the last day, the distinct days and the mean of a day', () => {
    const purchases = [
      { day: 990, netFen: 3001 },
      { day: 900, netFen: 1000 },
      { day: 990, netFen: 2000 },
    ]
    expect(rfmValuesOf(purchases, 1000)).toEqual({ recencyDays: 10, orderDays: 2, meanValueFen: 3000.5 })
  })

  it.each([
    [635, null],
    [636, 364],
    [637, 363],
    [1000, 0],
    [1001, null],
  ])('a purchase on day %d has recency %s on day 1000', (day, recencyDays) => {
    expect(rfmValuesOf([{ day, netFen: 100 }], 1000)?.recencyDays ?? null).toBe(recencyDays)
  })

  it('leaves older purchases out of frequency and value', () => {
    const purchases = [
      { day: 635, netFen: 90_000 },
      { day: 636, netFen: 1000 },
    ]
    expect(rfmValuesOf(purchases, 1000)).toEqual({ recencyDays: 364, orderDays: 1, meanValueFen: 1000 })
  })

  it('is null without purchases', () => {
    expect(rfmValuesOf([], 1000)).toBeNull()
  })
})
