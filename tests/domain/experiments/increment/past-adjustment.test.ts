import { describe, expect, it } from 'vitest'
import { adjustForPast } from '../../../../src/domain/experiments/increment/past-adjustment.ts'
import { meanEstimate } from '../../../../src/domain/learning/evaluation/estimate.ts'
import { drawNormal } from '../../../../src/domain/learning/random/gamma-draw.ts'
import { mulberry32 } from '../../../../src/domain/learning/random/generator.ts'

describe('adjustForPast', () => {
  it('takes away all that the past explains', () => {
    const { theta, values } = adjustForPast([
      { before: 1, during: 12 },
      { before: 2, during: 14 },
      { before: 3, during: 16 },
    ])
    expect(theta).toBe(2)
    expect(values).toEqual([14, 14, 14])
  })

  it('leaves the mean and narrows the error by √(1 − r²)', () => {
    const draw = mulberry32(6)
    const customers = Array.from({ length: 5000 }, () => {
      const before = drawNormal(draw)
      return { before, during: 0.8 * before + 0.6 * drawNormal(draw) }
    })
    const raw = meanEstimate(customers.map(({ during }) => during))
    const adjusted = meanEstimate(adjustForPast(customers).values)
    expect(adjusted.value).toBeCloseTo(raw.value, 9)
    expect(adjusted.standardError / raw.standardError).toBeCloseTo(0.6, 1)
  })

  it('changes nothing when all pasts are equal', () => {
    const values = [3, 5]
    expect(adjustForPast(values.map((during) => ({ before: 4, during })))).toEqual({ theta: 0, values })
  })
})
