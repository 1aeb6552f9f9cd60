import { describe, expect, it } from 'vitest'
import { bayesDisplay } from '../../../../src/domain/experiments/comparison/chance-to-win.ts'

const of = (successes: number, customers: number) => ({ successes, customers })

describe('bayesDisplay', () => {
  it.each([
    [of(20, 200), of(30, 200), 0.9333052932, 0.0009753546],
    [of(100, 1000), of(130, 1000), 0.9821650661, 0.0000923745],
    [of(0, 10), of(1, 10), 0.7619047619, 0.018115942],
  ])('of %o and %o', (a, b, chance, loss) => {
    const { chanceBWins, expectedLossOfB } = bayesDisplay(a, b)
    expect(chanceBWins).toBeCloseTo(chance, 10)
    expect(expectedLossOfB).toBeCloseTo(loss, 10)
  })

  it('is the same whichever of the four counts is summed over', () => {
    const a = of(20, 200)
    const b = of(30, 200)
    const { chanceBWins, expectedLossOfA, expectedLossOfB } = bayesDisplay(a, b)
    const swapped = bayesDisplay(b, a)
    expect(swapped.chanceBWins).toBeCloseTo(1 - chanceBWins, 10)
    expect(swapped.expectedLossOfB).toBeCloseTo(expectedLossOfA, 10)
    const mirrored = bayesDisplay(of(170, 200), of(180, 200))
    expect(mirrored.chanceBWins).toBeCloseTo(chanceBWins, 10)
    expect(mirrored.expectedLossOfB).toBeCloseTo(expectedLossOfB, 10)
    expect(bayesDisplay(of(180, 200), of(170, 200)).chanceBWins).toBeCloseTo(1 - chanceBWins, 10)
  })

  it('of equal results is even', () => {
    const { chanceBWins, expectedLossOfA, expectedLossOfB } = bayesDisplay(of(0, 0), of(0, 0))
    expect(chanceBWins).toBeCloseTo(0.5, 12)
    expect(expectedLossOfB).toBeCloseTo(1 / 6, 12)
    expect(expectedLossOfA).toBeCloseTo(1 / 6, 12)
  })

  it('passes to the normal approximation without a step', () => {
    const below = bayesDisplay(of(99_999, 400_000), of(100_400, 400_000))
    const above = bayesDisplay(of(100_001, 400_000), of(100_402, 400_000))
    expect(Math.abs(below.chanceBWins - above.chanceBWins)).toBeLessThan(1e-4)
    expect(Math.abs(below.expectedLossOfB - above.expectedLossOfB)).toBeLessThan(1e-5)
  })
})
