import { describe, expect, it } from 'vitest'
import { chiSquareTail } from '../../../../src/domain/experiments/distributions/chi-square.ts'

describe('chiSquareTail', () => {
  it.each([
    [3.841458820694124, 1, 0.05],
    [5.991464547107979, 2, 0.05],
    [10.827566170662733, 1, 0.001],
    [18.307038053275146, 10, 0.05],
    [0, 3, 1],
  ])('beyond %f with %i degrees of freedom is %f', (value, degrees, p) => {
    expect(chiSquareTail(value, degrees)).toBeCloseTo(p, 12)
  })
})
