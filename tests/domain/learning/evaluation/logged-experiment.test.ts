import { describe, expect, it } from 'vitest'
import { singleAction, uniformPolicy } from '../../../../src/domain/learning/evaluation/logged-experiment.ts'

describe('the two plain policies', () => {
  it('put everything on one action, or the same on each', () => {
    expect(singleAction(1, 3)(0)).toEqual([0, 1, 0])
    expect(uniformPolicy(4)(0)).toEqual([0.25, 0.25, 0.25, 0.25])
  })
})
