import { describe, expect, it } from 'vitest'
import { correlateValueWithFrequency } from '../../../src/domain/ltv/value-frequency.ts'

describe('correlateValueWithFrequency', () => {
  it('is 1 or -1 on a line and between on a cloud', () => {
    const rising = [1, 2, 3].map((repeatDays) => ({ repeatDays, meanValue: 10 * repeatDays }))
    const falling = [1, 2, 3].map((repeatDays) => ({ repeatDays, meanValue: 100 - 10 * repeatDays }))
    expect(correlateValueWithFrequency(rising)).toBeCloseTo(1, 12)
    expect(correlateValueWithFrequency(falling)).toBeCloseTo(-1, 12)
    const cloud = [
      { repeatDays: 1, meanValue: 1 },
      { repeatDays: 2, meanValue: 3 },
      { repeatDays: 3, meanValue: 2 },
    ]
    expect(correlateValueWithFrequency(cloud)).toBeCloseTo(0.5, 12)
  })

  it('is null with fewer than two repeat buyers of value or without any spread', () => {
    expect(correlateValueWithFrequency([])).toBeNull()
    expect(correlateValueWithFrequency([{ repeatDays: 2, meanValue: 5 }])).toBeNull()
    const noSpread = [1, 2, 3].map((repeatDays) => ({ repeatDays, meanValue: 50 }))
    expect(correlateValueWithFrequency(noSpread)).toBeNull()
    const leftOut = [
      { repeatDays: 0, meanValue: 5 },
      { repeatDays: 3, meanValue: 0 },
      { repeatDays: 3, meanValue: 8 },
    ]
    expect(correlateValueWithFrequency(leftOut)).toBeNull()
  })
})
