import { describe, expect, it } from 'vitest'
import { expectedOrderValue, spendLogLikelihood } from '../../../../src/domain/ltv/spend/spend-model.ts'

const parameters = { p: 6.25, q: 3.74, v: 15.44 }

describe('expectedOrderValue', () => {
  it.each([
    [2, 22.35, 24.6637, 24.65],
    [1, 11.77, 18.9169, 18.91],
    [0, 0, 35.219, 35.17],
    [7, 73.74, 71.4697, 71.46],
    [2, 25.55, 27.2884, 27.28],
  ])('x = %d with a mean of %d gives %d', (repeatDays, meanValue, expected, published) => {
    const actual = expectedOrderValue({ repeatDays, meanValue }, parameters)
    expect(Math.abs(actual - expected)).toBeLessThan(1e-4)
    expect(Math.abs(actual - published)).toBeLessThan(0.06)
  })

  it('counts a negative mean as 0 and nears the own mean as x grows', () => {
    const none = expectedOrderValue({ repeatDays: 3, meanValue: 0 }, parameters)
    expect(expectedOrderValue({ repeatDays: 3, meanValue: -50 }, parameters)).toBe(none)
    expect(expectedOrderValue({ repeatDays: 1e6, meanValue: 88 }, parameters)).toBeCloseTo(88, 3)
  })
})

describe('spendLogLikelihood', () => {
  it('gives the value of one row', () => {
    const actual = spendLogLikelihood({ repeatDays: 2, meanValue: 22.35 }, parameters)
    expect(Math.abs(actual - -3.5513167597)).toBeLessThan(1e-9)
  })

  it('is a density: its exponential adds up to 1 over the mean values', () => {
    const step = 0.05
    let area = 0
    for (let meanValue = step / 2; meanValue < 3000; meanValue += step) {
      area += step * Math.exp(spendLogLikelihood({ repeatDays: 3, meanValue }, parameters))
    }
    expect(area).toBeCloseTo(1, 4)
  })
})
