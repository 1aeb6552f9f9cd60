import { describe, expect, it } from 'vitest'
import { alwaysValidP, mixtureRatio } from '../../../../src/domain/experiments/comparison/mixture-test.ts'

const of = (successes: number, customers = 1000) => ({ successes, customers })

describe('mixtureRatio', () => {
  it('is the formula worked by hand', () => {
    const v = 0.1 * 0.9 + 0.15 * 0.85
    const spread = v + 1000 * 0.0009
    const expected = Math.sqrt(v / spread) * Math.exp((1e6 * 0.0009 * 0.0025) / (2 * v * spread))
    expect(mixtureRatio(of(100), of(150))).toBeCloseTo(expected, 9)
    expect(mixtureRatio(of(150), of(100))).toBeCloseTo(expected, 9)
  })

  it('speaks against a difference where there is none, and is silent without variance', () => {
    expect(mixtureRatio(of(100), of(100))).toBeLessThan(1)
    expect(mixtureRatio(of(0), of(0))).toBe(1)
    expect(mixtureRatio(of(0, 0), of(0, 0))).toBe(1)
  })

  it('grows with the difference', () => {
    expect(mixtureRatio(of(100), of(160))).toBeGreaterThan(mixtureRatio(of(100), of(150)))
  })
})

describe('alwaysValidP', () => {
  it('is the least so far and at most 1', () => {
    expect(alwaysValidP(1, 0.5)).toBe(1)
    expect(alwaysValidP(1, 20)).toBe(0.05)
    expect(alwaysValidP(0.05, 4)).toBe(0.05)
    expect(alwaysValidP(0.05, 100)).toBe(0.01)
  })
})
