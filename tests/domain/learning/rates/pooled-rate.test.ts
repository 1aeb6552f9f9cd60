import { describe, expect, it } from 'vitest'
import { armRate } from '../../../../src/domain/learning/rates/pooled-rate.ts'
import { meanRate } from '../../../../src/domain/learning/rates/posterior.ts'

const counts = { all: { trials: 90, successes: 17 }, segment: { trials: 10, successes: 6 } }

describe('armRate', () => {
  it('for everybody shrinks all counts to the prior', () => {
    expect(armRate(0.3, counts, { isPersonal: false })).toEqual({ a: 20, b: 80 })
  })

  it("for a segment shrinks the segment's counts to the pooled mean", () => {
    const rate = armRate(0.3, counts, { isPersonal: true })
    expect(rate.a).toBeCloseTo(8, 12)
    expect(rate.b).toBeCloseTo(12, 12)
  })

  it('for a segment without counts has the pooled mean and less certainty', () => {
    const rate = armRate(0.3, { ...counts, segment: { trials: 0, successes: 0 } }, { isPersonal: true })
    expect(meanRate(rate)).toBeCloseTo(0.2, 12)
    expect(rate.a + rate.b).toBeCloseTo(10, 12)
  })
})
