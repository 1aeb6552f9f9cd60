import { describe, expect, it } from 'vitest'
import { chooseOffer } from '../../../../src/domain/offers/ranking.ts'
import { candidatesOf, refusalsOf } from '../../../../src/domain/offers/replay/decision-record.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { sampleContext, sampleOffer } from '../sample-offer.ts'

describe('what is stored of a decision', () => {
  const dear = sampleOffer('dear', { rewards: [{ kind: 'amount', amountFen: 9_000 }] })
  const decision = chooseOffer([dear, sampleOffer('fits')], sampleFacts(), sampleContext())

  it('names candidates by version, with the numbers of their place', () => {
    expect(candidatesOf(decision)).toEqual([
      { offerVersionId: 'fits-v1', rank: 1, costFen: 3_000, expectedValueFen: 4_700, isTriggered: false },
    ])
  })

  it('names the refused with every reason', () => {
    const [refused, ...others] = refusalsOf(decision)
    expect(others).toEqual([])
    expect(refused).toMatchObject({ offerVersionId: 'dear-v1', costFen: 9_000 })
    expect(refused?.refusals.map(({ ruleId }) => ruleId)).toContain('OFF-01')
  })
})
