import { describe, expect, it } from 'vitest'
import { checkSampleRatio } from '../../../src/domain/experiments/sample-ratio.ts'

describe('checkSampleRatio', () => {
  it('accepts 5000 : 5200 and flags 5000 : 5400', () => {
    const near = checkSampleRatio([5000, 5200], [1, 1])
    expect(near.p).toBeCloseTo(0.0477, 4)
    expect(near.isMismatch).toBe(false)
    const far = checkSampleRatio([5000, 5400], [1, 1])
    expect(far.chiSquare).toBeCloseTo(15.3846, 4)
    expect(far.p).toBeCloseTo(8.77e-5, 7)
    expect(far.isMismatch).toBe(true)
  })

  it.each([
    [5230, false],
    [5231, false],
    [5232, true],
  ])('of 4900 against %i: mismatch %s', (other, isMismatch) => {
    const { p, isMismatch: found } = checkSampleRatio([4900, other], [1, 1])
    expect(found).toBe(isMismatch)
    expect(p < 0.001).toBe(isMismatch)
  })

  it('takes the weights as planned', () => {
    expect(checkSampleRatio([900, 100], [9, 1])).toMatchObject({ chiSquare: 0, p: 1 })
    expect(checkSampleRatio([0, 0], [1, 1])).toEqual({ chiSquare: 0, p: 1, isMismatch: false })
    expect(checkSampleRatio([7], [1]).isMismatch).toBe(false)
  })
})
