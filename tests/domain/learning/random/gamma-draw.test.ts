import { describe, expect, it } from 'vitest'
import { drawGamma, drawNormal } from '../../../../src/domain/learning/random/gamma-draw.ts'
import { mulberry32, type Draw } from '../../../../src/domain/learning/random/generator.ts'

const rounds = 40_000

function momentsOf(sample: (draw: Draw) => number): { mean: number; variance: number } {
  const draw = mulberry32(3)
  const values = Array.from({ length: rounds }, () => sample(draw))
  const mean = values.reduce((sum, value) => sum + value, 0) / rounds
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rounds
  return { mean, variance }
}

describe('drawNormal', () => {
  it('has mean 0 and variance 1', () => {
    const { mean, variance } = momentsOf(drawNormal)
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(rounds))
    expect(Math.abs(variance - 1)).toBeLessThan(0.03)
  })
})

describe('drawGamma', () => {
  it.each([0.05, 0.4, 1, 2.5, 60])('of shape %f has that mean and variance', (shape) => {
    const { mean, variance } = momentsOf((draw) => drawGamma(shape, draw))
    expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / rounds))
    expect(Math.abs(variance / shape - 1)).toBeLessThan(0.15)
  })

  it('of shape 0 is 0', () => {
    expect(drawGamma(0, mulberry32(1))).toBe(0)
  })
})
