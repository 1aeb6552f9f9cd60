import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanOfSums } from '../../../src/domain/metrics/mean-of-sums.ts'

const sumsOf = (values: readonly number[]) => ({
  customers: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  sumOfSquares: values.reduce((sum, value) => sum + value * value, 0),
})

describe('meanOfSums', () => {
  it('is the mean and the deviation of the sample', () => {
    expect(meanOfSums(sumsOf([2, 4, 4, 4, 5, 5, 7, 9]))).toEqual({
      customers: 8,
      mean: 5,
      standardDeviation: Math.sqrt(32 / 7),
    })
  })

  it.each([
    [[], 0, 0],
    [[7], 7, 0],
    [[3, 3, 3], 3, 0],
  ])('%o', (values, mean, standardDeviation) => {
    expect(meanOfSums(sumsOf(values))).toEqual({ customers: values.length, mean, standardDeviation })
  })

  it('is never less than 0 and moves with a shift of all values', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 2 }), fc.nat(1000), (values, shift) => {
        const [one, other] = [
          meanOfSums(sumsOf(values)),
          meanOfSums(sumsOf(values.map((value) => value + shift))),
        ]
        return (
          Math.abs(other.mean - one.mean - shift) < 1e-6 &&
          Math.abs(other.standardDeviation - one.standardDeviation) < 1e-2
        )
      }),
    )
  })
})
