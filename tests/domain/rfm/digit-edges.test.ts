import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digitEdgesOf, digitOf } from '../../../src/domain/rfm/digit-edges.ts'

function midRankDigit(value: number, population: readonly number[]): number {
  const less = population.filter((other) => other < value).length
  const equal = population.filter((other) => other === value).length
  return Math.min(5, 1 + Math.floor((5 * (less + 0.5 * equal)) / population.length))
}

describe('digitOf', () => {
  it('cuts ten different values into five pairs', () => {
    const population = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    const edges = digitEdgesOf(population)
    expect(population.map((value) => digitOf(value, edges))).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  })

  it.each([
    [[7, 7, 7], 7, 3],
    [[7, 7, 7], 6, 1],
    [[7, 7, 7], 8, 5],
    [[7], 7, 3],
    [[0, 0, 0, 0, 0, 0, 1, 1, 2, 5], 0, 2],
    [[0, 0, 0, 0, 0, 0, 1, 1, 2, 5], 1, 4],
    [[0, 0, 0, 0, 0, 0, 1, 1, 2, 5], 5, 5],
  ])('in %j the value %d gets %d', (population, value, expected) => {
    expect(digitOf(value, digitEdgesOf(population))).toBe(expected)
  })

  it('equals the mid-rank for values in and between the population, and never falls', () => {
    const small = fc.integer({ min: 0, max: 12 })
    fc.assert(
      fc.property(fc.array(small, { minLength: 1, maxLength: 40 }), (population) => {
        const edges = digitEdgesOf(population)
        const probes = Array.from({ length: 29 }, (_, index) => index / 2 - 1)
        const digits = probes.map((probe) => digitOf(probe, edges))
        expect(digits).toEqual(probes.map((probe) => midRankDigit(probe, population)))
        expect(digits).toEqual([...digits].sort((left, right) => left - right))
      }),
    )
  })
})
