import { describe, expect, it } from 'vitest'
import { declinedReasons, followChoice } from '../../../../src/domain/offers/learning/follow-choice.ts'
import { chooseOffer } from '../../../../src/domain/offers/ranking.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { sampleContext, sampleOffer } from '../sample-offer.ts'

const offers = ['a', 'b', 'c', 'd'].map((id) => sampleOffer(id))
const decision = chooseOffer(offers, sampleFacts(), sampleContext())
const ids = (entries: { offer: { offerId: string } }[]) => entries.map(({ offer }) => offer.offerId)

describe('followChoice', () => {
  it('brings the chosen offer to the front and keeps the order of the others', () => {
    const followed = followChoice(decision, 'c')
    expect(ids(followed.ranked)).toEqual(['c', 'a', 'b', 'd'])
    expect(followed.ranked.map(({ rank }) => rank)).toEqual([1, 2, 3, 4])
    expect(followed.recommended?.offer.offerId).toBe('c')
    expect(ids(followed.alternatives)).toEqual(['a', 'b'])
  })

  it('changes nothing for the first or an unknown offer', () => {
    expect(followChoice(decision, 'a')).toEqual(decision)
    expect(followChoice(decision, 'gone')).toEqual(decision)
  })

  it('recommends nothing for no offer, and leaves the list usable', () => {
    const followed = followChoice(decision, null)
    expect([followed.recommended, followed.alternatives]).toEqual([null, []])
    expect(ids(followed.ranked)).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('declinedReasons', () => {
  it('says the numbers of sending nothing and of the best offer', () => {
    const arms = [
      { armId: 'a', propensity: 0.1, rate: 0.05, baselineRate: 0.2, expectedValueFen: -900 },
      { armId: 'b', propensity: 0.1, rate: 0.125, baselineRate: 0.2, expectedValueFen: -250.4 },
      { armId: null, propensity: 0.8, rate: 0.2, baselineRate: 0.2, expectedValueFen: 0 },
    ]
    expect(declinedReasons(arms, { a: '8折', b: '包邮' })).toEqual([
      '不发券预计也有20%会买',
      '最好的一项「包邮」用券约12.5%，预计净收益-2.5元',
      '今天按概率选择了不发券(概率80%)',
    ])
  })
})
