import { describe, expect, it } from 'vitest'
import { incrementalValueFen } from '../../../../src/domain/learning/policy/incremental-value.ts'

const basis = { marginShare: 0.7, expectedOrderFen: 40_000 }

describe('incrementalValueFen', () => {
  it('is margin × E[M] × (p_go − p_g0) − p_go × cost', () => {
    expect(incrementalValueFen({ rate: 0.3, baselineRate: 0.1, costFen: 3000 }, basis)).toBeCloseTo(4700, 9)
  })

  it('is a loss where the surest buyers would have bought anyway', () => {
    expect(incrementalValueFen({ rate: 0.5, baselineRate: 0.5, costFen: 3000 }, basis)).toBeCloseTo(-1500, 9)
  })

  it('is 0 for what costs and changes nothing', () => {
    expect(incrementalValueFen({ rate: 0.2, baselineRate: 0.2, costFen: 0 }, basis)).toBe(0)
  })
})
