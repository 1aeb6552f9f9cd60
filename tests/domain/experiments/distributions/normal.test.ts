import { describe, expect, it } from 'vitest'
import { normalCdf, normalQuantile } from '../../../../src/domain/experiments/distributions/normal.ts'

describe('normalCdf', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1, 0.15865525393145707],
    [1.96, 0.9750021048517795],
    [3, 0.9986501019683699],
  ])('of %f is %f', (z, p) => {
    expect(normalCdf(z)).toBeCloseTo(p, 13)
  })

  it('keeps its digits far out', () => {
    expect(normalCdf(-8) / 6.220960574271786e-16).toBeCloseTo(1, 10)
    expect(normalCdf(8)).toBe(1 - normalCdf(-8))
  })
})

describe('normalQuantile', () => {
  it.each([
    [0.975, 1.959963984540054],
    [0.8, 0.8416212335729143],
    [0.5, 0],
    [0.0005, -3.2905267314918945],
    [1e-10, -6.361340902404056],
  ])('of %f is %f', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 11)
  })

  it('undoes the CDF', () => {
    for (let p = 0.001; p < 1; p += 0.0137) expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 13)
  })

  it('is infinite at the ends and nothing beyond', () => {
    expect(normalQuantile(0)).toBe(-Infinity)
    expect(normalQuantile(1)).toBe(Infinity)
    expect(() => normalQuantile(1.01)).toThrow('not in 0..1')
    expect(() => normalQuantile(-0.01)).toThrow('not in 0..1')
  })
})
