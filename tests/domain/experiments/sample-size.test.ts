import { describe, expect, it } from 'vitest'
import { sampleSizePerArm } from '../../../src/domain/experiments/sample-size.ts'

describe('sampleSizePerArm', () => {
  it.each([
    [0.1, 0.12, 3839],
    [0.1, 0.15, 683],
    [0.05, 0.06, 8155],
    [0.2, 0.25, 1091],
    [0.02, 0.03, 3823],
  ])('from %f to %f is %i', (from, to, customers) => {
    expect(sampleSizePerArm(from, to)).toBe(customers)
    expect(sampleSizePerArm(to, from)).toBe(customers)
  })

  it('grows with power and certainty', () => {
    expect(sampleSizePerArm(0.1, 0.12, { power: 0.9 })).toBeGreaterThan(3839)
    expect(sampleSizePerArm(0.1, 0.12, { alpha: 0.025 })).toBeGreaterThan(3839)
    expect(() => sampleSizePerArm(0.1, 0.1)).toThrow('equal rates')
  })
})
