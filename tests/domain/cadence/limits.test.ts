import { describe, expect, it } from 'vitest'
import { monthCapFor, stageLimits } from '../../../src/domain/cadence/limits.ts'
import { cadenceStages } from '../../../src/domain/customers/stages.ts'

describe('stageLimits', () => {
  it('are 6, 4, 3 and 2 a week (CAD-01, CAD-02, C3, CAD-03)', () => {
    expect(cadenceStages.map((stage) => stageLimits[stage].weekCap)).toEqual([6, 4, 3, 2])
  })

  it('taper by the day (CAD-04) and never allow more a day than a week', () => {
    expect(cadenceStages.map((stage) => stageLimits[stage].dayCap)).toEqual([2, 2, 1, 1])
    for (const stage of cadenceStages)
      expect(stageLimits[stage].dayCap).toBeLessThanOrEqual(stageLimits[stage].weekCap)
  })
})

describe('monthCapFor (CAD-07)', () => {
  it.each([
    [null, null],
    [199_999, null],
    [200_000, 5],
    [200_001, 5],
  ])('average order %s fen: %s', (averageOrderFen, cap) => {
    expect(monthCapFor(averageOrderFen)).toBe(cap)
  })
})
