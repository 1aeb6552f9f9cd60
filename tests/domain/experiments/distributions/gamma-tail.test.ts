import { describe, expect, it } from 'vitest'
import { gammaTail } from '../../../../src/domain/experiments/distributions/gamma-tail.ts'

describe('gammaTail', () => {
  it.each([0.01, 1, 1.99, 2, 2.01, 7, 40])('of a = 1 is e^−x, x = %f', (x) => {
    expect(gammaTail(1, x) / Math.exp(-x)).toBeCloseTo(1, 12)
  })

  it.each([0.5, 3.9, 4.1, 12])('of a = 3 is e^−x (1 + x + x²/2), x = %f', (x) => {
    expect(gammaTail(3, x) / (Math.exp(-x) * (1 + x + (x * x) / 2))).toBeCloseTo(1, 12)
  })

  it('is 1 at 0 and falls to 0', () => {
    expect(gammaTail(2.5, 0)).toBe(1)
    expect(gammaTail(2.5, 700)).toBeLessThan(1e-290)
  })
})
