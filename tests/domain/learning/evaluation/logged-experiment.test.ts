import { describe, expect, it } from 'vitest'
import {
  bestAvailable,
  type LoggedExperiment,
  singleAction,
  uniformPolicy,
} from '../../../../src/domain/learning/evaluation/logged-experiment.ts'
import { smallLog } from './small-log.ts'

describe('the two plain policies', () => {
  it('put everything on one action, or the same on each', () => {
    expect(singleAction(1, 3)(0)).toEqual([0, 1, 0])
    expect(uniformPolicy(4)(0)).toEqual([0.25, 0.25, 0.25, 0.25])
  })
})

describe('bestAvailable', () => {
  const log = (menus?: number[][]): LoggedExperiment => ({
    ...smallLog,
    actionCount: 3,
    ...(menus ? { isAvailable: (row, action) => menus[row]?.includes(action) ?? false } : {}),
  })

  it('takes the highest mean, of equal ones the first', () => {
    expect(bestAvailable(log(), () => [1, 3, 2])(0)).toEqual([0, 1, 0])
    expect(bestAvailable(log(), () => [2, 2, 1])(0)).toEqual([1, 0, 0])
  })

  it('takes the next best where the best could not be taken', () => {
    const policy = bestAvailable(log([[0, 1, 2], [0, 2], [0]]), () => [1, 3, 2])
    expect([0, 1, 2].map((row) => policy(row).indexOf(1))).toEqual([1, 2, 0])
  })

  it('gives a row without anything available the first', () => {
    expect(bestAvailable(log([]), () => [1, 3, 2])(0)).toEqual([1, 0, 0])
  })
})
