import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeRfmThresholds } from '../../../src/domain/rfm/thresholds.ts'
import { makeValues } from './populations.ts'

const options = { version: 'v1', asOfDay: 20_000 }

describe('computeRfmThresholds', () => {
  it('takes the middle of an odd and the mean of the middle two of an even population', () => {
    const three = [makeValues(30, 5, 900), makeValues(10, 1, 100), makeValues(20, 2, 400)]
    expect(computeRfmThresholds(three, options)).toMatchObject({
      version: 'v1',
      asOfDay: 20_000,
      customers: 3,
      recencyDays: 20,
      orderDays: 2,
      meanValueFen: 400,
    })
    const four = [...three, makeValues(40, 3, 500)]
    expect(computeRfmThresholds(four, options)).toMatchObject({
      recencyDays: 25,
      orderDays: 2.5,
      meanValueFen: 450,
    })
  })

  it('has none without customers', () => {
    expect(computeRfmThresholds([], options)).toBeNull()
  })

  it('ignores the order of the input, leaves it unchanged and survives JSON', () => {
    const values = fc.record({
      recencyDays: fc.integer({ min: 0, max: 364 }),
      orderDays: fc.integer({ min: 1, max: 30 }),
      meanValueFen: fc.integer({ min: 0, max: 100_000 }),
    })
    fc.assert(
      fc.property(fc.array(values, { minLength: 1 }), (population) => {
        const before = JSON.stringify(population)
        const thresholds = computeRfmThresholds(population, options)
        expect(JSON.stringify(population)).toBe(before)
        const shuffled = [...population]
          .sort((left, right) => left.meanValueFen - right.meanValueFen)
          .reverse()
        expect(computeRfmThresholds(shuffled, options)).toEqual(thresholds)
        expect(JSON.stringify(JSON.parse(JSON.stringify(thresholds)))).toBe(JSON.stringify(thresholds))
      }),
    )
  })
})
