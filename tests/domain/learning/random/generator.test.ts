import { describe, expect, it } from 'vitest'
import { mulberry32 } from '../../../../src/domain/learning/random/generator.ts'

describe('mulberry32', () => {
  it('gives the known sequence of seed 42', () => {
    const draw = mulberry32(42)
    expect([draw(), draw(), draw()]).toEqual([0.6011037519201636, 0.44829055899754167, 0.8524657934904099])
  })

  it('is the same for the same seed and another for another', () => {
    const first = (seed: number) => mulberry32(seed)()
    expect(first(7)).toBe(first(7))
    expect(first(7)).not.toBe(first(8))
  })

  it('spreads evenly over [0, 1)', () => {
    const draw = mulberry32(1)
    const counts = Array.from({ length: 10 }, () => 0)
    for (let round = 0; round < 20_000; round += 1) {
      const value = draw()
      expect(value >= 0 && value < 1).toBe(true)
      const tenth = Math.floor(value * 10)
      counts[tenth] = (counts[tenth] ?? 0) + 1
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200)
  })
})
