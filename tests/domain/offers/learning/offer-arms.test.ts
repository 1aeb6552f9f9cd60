import { describe, expect, it } from 'vitest'
import { faceOf, learningSegment, offerArms } from '../../../../src/domain/offers/learning/offer-arms.ts'
import { chooseOffer } from '../../../../src/domain/offers/ranking.ts'
import { sampleFacts, sampleRfm } from '../../customers/sample-facts.ts'
import { sampleContext, sampleOffer, sampleTerms } from '../sample-offer.ts'

describe('learningSegment', () => {
  it('is RFM code and lifecycle stage, none before the first order', () => {
    const facts = sampleFacts({ rfm: sampleRfm('important-value'), lifecycle: 'retained' })
    expect(learningSegment(facts)).toBe('important-value/retained')
    expect(learningSegment(sampleFacts({ lifecycle: 'aware' }))).toBe('none/aware')
  })
})

describe('faceOf', () => {
  it('orders money off under equal conditions only', () => {
    const five = faceOf(sampleTerms({ rewards: [{ kind: 'amount', amountFen: 500 }], skus: ['A', 'B'] }))
    const eight = faceOf(sampleTerms({ rewards: [{ kind: 'amount', amountFen: 800 }], skus: ['B', 'A'] }))
    const far = faceOf(sampleTerms({ minSpendFen: 19_900 }))
    expect([five?.valueFen, eight?.valueFen]).toEqual([500, 800])
    expect(five?.group).toBe(eight?.group)
    expect(far?.group).not.toBe(five?.group)
    expect(faceOf(sampleTerms({ rewards: [{ kind: 'freeShipping' }] }))).toBeNull()
  })
})

describe('offerArms', () => {
  it('keeps the order of the ranking and asks for the counts of each', () => {
    const { ranked } = chooseOffer([sampleOffer('b'), sampleOffer('a')], sampleFacts(), sampleContext())
    const none = { trials: 0, successes: 0 }
    const seen = { trials: 9, successes: 2 }
    const arms = offerArms(ranked, (offerId) => ({ all: offerId === 'b' ? seen : none, segment: none }))
    expect(arms.map(({ armId, counts, costFen }) => [armId, counts.all.trials, costFen])).toEqual([
      ['a', 0, 3_000],
      ['b', 9, 3_000],
    ])
    expect(arms[0]).toMatchObject({ priorRate: 0.3, baselineRate: 0.1 })
  })
})
