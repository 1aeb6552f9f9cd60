import { describe, expect, it } from 'vitest'
import { doublyRobustScores } from '../../../../src/domain/learning/evaluation/doubly-robust.ts'
import { meanEstimate } from '../../../../src/domain/learning/evaluation/estimate.ts'
import { singleAction, uniformPolicy } from '../../../../src/domain/learning/evaluation/logged-experiment.ts'
import { generateLog, unevenWorld } from '../generated-log.ts'
import { allRows, smallLog } from './small-log.ts'

describe('doublyRobustScores', () => {
  it('are the model plus the weighted surprise', () => {
    const scores = doublyRobustScores(smallLog, allRows, uniformPolicy(2), (_, action) => 1 + action)
    const expected = [1.5 + 2 * (4 - 1), 1.5 + (2 / 3) * (1 - 2), 1.5, 1.5 + (2 / 3) * (3 - 2)]
    scores.forEach((score, place) => expect(score).toBeCloseTo(expected[place] ?? Number.NaN, 12))
  })

  it('are IPS when the model says nothing', () => {
    expect(doublyRobustScores(smallLog, allRows, singleAction(0, 2), () => 0)).toEqual([16, 0, 0, 0])
  })

  it('are right when the model is wrong, and when the propensities are', () => {
    const { log, customers, trueValue } = generateLog(unevenWorld, 20_000, 11)
    const rows = log.actions.map((_, row) => row)
    const truth = trueValue(() => 2)
    const wrongModel = meanEstimate(doublyRobustScores(log, rows, singleAction(2, 3), () => 0.9))
    expect(Math.abs(wrongModel.value - truth)).toBeLessThan(3 * wrongModel.standardError)
    const wrongLog = { ...log, propensities: log.propensities.map(() => 0.5) }
    const trueModel = (row: number, action: number) => {
      const customer = customers[row]
      return customer ? unevenWorld.mean(customer, action) : 0
    }
    const { value, standardError } = meanEstimate(
      doublyRobustScores(wrongLog, rows, singleAction(2, 3), trueModel),
    )
    expect(Math.abs(value - truth)).toBeLessThan(3 * standardError)
  })
})
