import { describe, expect, it } from 'vitest'
import {
  effectiveSampleSize,
  importanceWeights,
  inversePropensity,
  selfNormalised,
} from '../../../../src/domain/learning/evaluation/importance.ts'
import { singleAction, uniformPolicy } from '../../../../src/domain/learning/evaluation/logged-experiment.ts'
import { allRows, smallLog } from './small-log.ts'

const weights = importanceWeights(smallLog, allRows, uniformPolicy(2))
const { rewards } = smallLog

describe('importanceWeights', () => {
  it('are the policy over the log', () => {
    expect(weights).toEqual([2, 2 / 3, 2 / 3, 2 / 3])
    expect(importanceWeights(smallLog, allRows, singleAction(0, 2))).toEqual([4, 0, 0, 0])
    expect(importanceWeights(smallLog, [3], singleAction(1, 2))).toEqual([4 / 3])
  })
})

describe('estimates', () => {
  it('IPS is mean(w r) with sd / √n', () => {
    const { value, standardError } = inversePropensity(weights, rewards)
    expect(value).toBeCloseTo(3, 12)
    const squares = [8, 2 / 3, 4 / 3, 2].reduce((sum, entry) => sum + (entry - 3) ** 2, 0)
    expect(standardError).toBeCloseTo(Math.sqrt(squares / 3 / 4), 12)
  })

  it('SNIPS is Σwr / Σw with √Σ(w(r − SNIPS))² / Σw', () => {
    const { value, standardError } = selfNormalised(weights, rewards)
    expect(value).toBeCloseTo(3, 12)
    expect(standardError).toBeCloseTo(Math.sqrt(4 + 16 / 9 + 4 / 9) / 4, 12)
    expect(selfNormalised([0, 0], [1, 2]).value).toBeNaN()
  })

  it('effective sample size is (Σw)² / Σw²', () => {
    expect(effectiveSampleSize(weights)).toBeCloseTo(16 / (4 + 4 / 3), 12)
    expect(effectiveSampleSize([1, 1, 1])).toBe(3)
    expect(effectiveSampleSize([0, 0])).toBe(0)
  })
})
