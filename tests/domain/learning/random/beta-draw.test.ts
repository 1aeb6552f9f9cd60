import { describe, expect, it } from 'vitest'
import { drawRate } from '../../../../src/domain/learning/random/beta-draw.ts'
import { mulberry32 } from '../../../../src/domain/learning/random/generator.ts'

describe('drawRate', () => {
  it.each([
    [0.5, 9.5],
    [3, 7],
    [40, 160],
  ])('of Beta(%f, %f) has its mean and variance', (a, b) => {
    const draw = mulberry32(5)
    const rounds = 40_000
    const rates = Array.from({ length: rounds }, () => drawRate({ a, b }, draw))
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rounds
    const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / rounds
    const expected = (a * b) / ((a + b) ** 2 * (a + b + 1))
    expect(Math.abs(mean - a / (a + b))).toBeLessThan(4 * Math.sqrt(expected / rounds))
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.08)
    expect(rates.every((rate) => rate >= 0 && rate <= 1)).toBe(true)
  })

  it('is certain at the ends', () => {
    expect(drawRate({ a: 0, b: 10 }, mulberry32(1))).toBe(0)
    expect(drawRate({ a: 10, b: 0 }, mulberry32(1))).toBe(1)
  })
})
