import { describe, expect, it } from 'vitest'
import { bestAction, boundedGain, segmentMeans } from '../../../../src/domain/learning/segments/cut-gain.ts'
import type { RewardSums } from '../../../../src/domain/learning/segments/reward-sums.ts'

/** Unweighted yes-or-no rewards. */
const rate = (count: number, hits: number): RewardSums => ({
  count,
  w: count,
  wr: hits,
  ww: count,
  wwr: hits,
  wwrr: hits,
})

const basis = { pooledMeans: [0.2, 0.2], kappa: 10, leastRows: 20 }

describe('bestAction', () => {
  it('is the first of the highest', () => {
    expect(bestAction([1, 3, 3])).toBe(1)
    expect(bestAction([-2, -1])).toBe(1)
  })
})

describe('segmentMeans', () => {
  it('shrink to the common mean', () => {
    expect(segmentMeans([rate(30, 15), rate(0, 0)], basis)).toEqual([17 / 40, 0.2])
  })
})

describe('boundedGain', () => {
  const same = [rate(400, 80), rate(400, 60)]
  it('is nothing where the kept action is best on both sides', () => {
    expect(boundedGain([same, same], 0, basis)).toBe(0)
  })

  it('is the gain less two standard errors where the other side wants another action', () => {
    const other = [rate(400, 40), rate(400, 120)]
    const gain = 800 * ((2 + 120) / 410 - (2 + 40) / 410)
    const variance = 800 ** 2 * ((0.3 * 0.7) / 399 + (0.1 * 0.9) / 399)
    expect(boundedGain([same, other], 0, basis)).toBeCloseTo(gain - 2 * Math.sqrt(variance), 6)
    expect(boundedGain([same, other], 0, basis)).toBeGreaterThan(0)
  })

  it('is below nothing where chance explains it', () => {
    expect(boundedGain([same, [rate(40, 6), rate(40, 9)]], 0, basis)).toBeLessThan(0)
  })

  it.each([
    [19, -Infinity],
    [20, 0],
  ])('with %i rows of an action on one side is %f', (count, expected) => {
    expect(boundedGain([same, [rate(40, 20), rate(count, 0)]], 0, basis)).toBe(expected)
  })
})
