import { describe, expect, it } from 'vitest'
import {
  combined,
  meanReward,
  meanVariance,
  noRewards,
  noSums,
  shrunkenMean,
  sumRows,
} from '../../../../src/domain/learning/segments/reward-sums.ts'
import { allRows, smallLog } from '../evaluation/small-log.ts'

const even = { ...smallLog, propensities: [0.5, 0.5, 0.5, 0.5] }

describe('sumRows', () => {
  it('gives mean and sampling variance of each action', () => {
    const [first = noRewards(), second = noRewards()] = sumRows(even, allRows)
    expect([first.count, second.count]).toEqual([1, 3])
    expect(meanReward(second)).toBe(2)
    expect(meanVariance(second)).toBeCloseTo(1 / 3, 12)
    expect(meanVariance(first)).toBe(Infinity)
    expect(meanReward(noRewards())).toBe(0)
  })

  it('weighs rows by 1 / propensity', () => {
    const log = { ...even, propensities: [0.5, 0.25, 0.5, 0.5] }
    expect(meanReward(sumRows(log, allRows)[1] ?? noRewards())).toBeCloseTo((4 * 1 + 2 * 2 + 2 * 3) / 8, 12)
  })
})

describe('combined', () => {
  it('adds and takes away', () => {
    const whole = sumRows(even, allRows)
    const part = sumRows(even, [0, 1])
    expect(combined(part, sumRows(even, [2, 3]))).toEqual(whole)
    expect(combined(whole, part, -1)).toEqual(sumRows(even, [2, 3]))
    expect(combined(whole, noSums(2))).toEqual(whole)
  })
})

describe('shrunkenMean', () => {
  it('counts kappa rows of the common mean', () => {
    const second = sumRows(even, allRows)[1] ?? noRewards()
    expect(shrunkenMean(second, 1, 3)).toBeCloseTo(1.5, 12)
    expect(shrunkenMean(noRewards(), 1, 3)).toBe(1)
  })
})
