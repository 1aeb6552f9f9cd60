import { describe, expect, it } from 'vitest'
import {
  goldenHoursOf,
  monthCapFor,
  quietHoursOf,
  stageLimits,
  stageLimitsOf,
} from '../../../src/domain/cadence/limits.ts'
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

describe('limits of a store', () => {
  it('take the place of the defaults, one by one', () => {
    const rules = { 'CAD-03.weekCap': 1, 'CAD-04.dayCap': 2, 'C3.weekCap': 5 }
    expect(stageLimitsOf(rules)).toEqual({
      ...stageLimits,
      mature: { ruleId: 'C3', weekCap: 5, dayCap: 2 },
      silent: { ruleId: 'CAD-03', weekCap: 1, dayCap: 2 },
    })
    expect(monthCapFor(150_000, { 'CAD-07.averageOrderFen': 150_000, 'CAD-07.monthCap': 4 })).toBe(4)
    expect(goldenHoursOf({ 'CAD-05.noonUntil': 14 })).toEqual([
      [7, 9],
      [12, 14],
      [19, 22],
    ])
    expect(quietHoursOf({ 'CAD-05.quietUntil': 8 })).toEqual([22, 8])
  })
})
