import { describe, expect, it } from 'vitest'
import { monotoneRates, type FacedRate } from '../../../../src/domain/learning/rates/face-order.ts'

const off = (valueFen: number, rate: number, weight = 100): FacedRate => ({
  rate,
  weight,
  face: { group: 'amount', valueFen },
})

describe('monotoneRates', () => {
  it('lets no larger face redeem worse, in the order given', () => {
    expect(monotoneRates([off(3000, 0.04), off(1000, 0.06), off(5000, 0.09)])).toEqual([0.05, 0.05, 0.09])
  })

  it('weighs by trials', () => {
    const [small, large] = monotoneRates([off(1000, 0.06, 300), off(3000, 0.02, 100)])
    expect(small).toBeCloseTo(0.05, 12)
    expect(large).toBeCloseTo(0.05, 12)
  })

  it('leaves rates without a face, equal faces and other groups alone', () => {
    const gift: FacedRate = { rate: 0.3, weight: 100, face: null }
    const percent: FacedRate = { rate: 0.01, weight: 100, face: { group: 'percent', valueFen: 9000 } }
    const rates = [off(1000, 0.06), gift, off(1000, 0.02), percent]
    expect(monotoneRates(rates)).toEqual([0.06, 0.3, 0.02, 0.01])
  })
})
