import { describe, expect, it } from 'vitest'
import { swapFor } from '../../../../src/domain/offers/classes/swap.ts'
import { judgeOffer } from '../../../../src/domain/offers/eligibility.ts'
import type { Offer } from '../../../../src/domain/offers/offer.ts'
import type { CustomerFacts } from '../../../../src/domain/customers/facts.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { sampleContext, sampleOffer } from '../sample-offer.ts'

const money = sampleOffer('money', { rewards: [{ kind: 'amount', amountFen: 2_000 }] })
const points = sampleOffer('points', { rewards: [{ kind: 'pointsMultiplier', multiplier: 2, days: 7 }] })
const manyPoints = sampleOffer('a-points', {
  rewards: [{ kind: 'pointsMultiplier', multiplier: 3, days: 7 }],
})
const shipping = sampleOffer('shipping', { rewards: [{ kind: 'freeShipping' }] })
const mixed = sampleOffer('mixed', {
  rewards: [{ kind: 'freeShipping' }, { kind: 'priceProtection', days: 7 }],
})

function swap(facts: CustomerFacts, offers: Offer[]): string | null {
  const context = sampleContext()
  const verdict = judgeOffer(money, facts, context)
  if (verdict.eligible) throw new Error('money was to be refused')
  const eligible = offers.map((offer) => judgeOffer(offer, facts, context)).filter((each) => each.eligible)
  return swapFor(verdict, eligible)
}

describe('swapFor', () => {
  const facts = sampleFacts({ capBaseFen: 19_900 })

  it('refuses 20 元 for an LTV of 199 and proposes double points (C9, OFF-03)', () => {
    expect(swap(facts, [shipping, points, mixed])).toBe('points')
  })

  it('takes the cheaper of the same kind, free shipping where no points may be sent, else nothing', () => {
    expect(swap(facts, [manyPoints, points])).toBe('points')
    expect(swap(facts, [mixed, shipping])).toBe('shipping')
    expect(swap(facts, [mixed])).toBeNull()
    expect(swap(sampleFacts({ capBaseFen: 0 }), [points, shipping])).toBeNull()
  })

  it('proposes nothing for other reasons than OFF-01', () => {
    const context = sampleContext({ liveCouponId: 'c' })
    const verdict = judgeOffer(money, sampleFacts(), context)
    const other = judgeOffer(points, sampleFacts(), sampleContext())
    if (verdict.eligible || !other.eligible) throw new Error('not the case that is tested')
    expect(swapFor(verdict, [other])).toBeNull()
  })
})
