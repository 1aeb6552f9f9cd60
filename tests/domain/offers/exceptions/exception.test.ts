import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hourMs } from '../../../../src/domain/calendar.ts'
import { capsFor, judgeOffer } from '../../../../src/domain/offers/eligibility.ts'
import {
  exceptionExpiresAt,
  exceptionFor,
  mayAskForException,
} from '../../../../src/domain/offers/exceptions/exception.ts'
import { asOf, sampleFacts } from '../../customers/sample-facts.ts'
import { anyContext, anyFacts, anyOffer } from '../any-offer.ts'
import { sampleContext, sampleCost, sampleOffer } from '../sample-offer.ts'

const approved = {
  exceptionId: 'e1',
  offerId: 'o',
  costFen: 5_100,
  decidedAt: asOf,
  expiresAt: asOf + hourMs,
}
const cost = { ...sampleCost, marginPercent: null }
const of51 = sampleOffer('o', { rewards: [{ kind: 'amount', amountFen: 5_100 }] })

describe('an approved exception', () => {
  it('lets 51 元 for an LTV of 500 pass OFF-01, and names itself', () => {
    expect(judgeOffer(of51, sampleFacts(), sampleContext({ cost })).eligible).toBe(false)
    const verdict = judgeOffer(of51, sampleFacts(), sampleContext({ cost, exceptions: [approved] }))
    expect(verdict).toMatchObject({ eligible: true, costFen: 5_100, exceptionId: 'e1' })
  })

  it.each([
    ['another offer', { ...approved, offerId: 'p' }, []],
    ['a lower cost', { ...approved, costFen: 5_099 }, []],
    ['run out', { ...approved, expiresAt: asOf - 1 }, []],
    ['used', approved, [{ offerId: 'o', rewardKinds: ['amount' as const], issuedAt: asOf }]],
  ])('does not count: %s', (_why, exception, received) => {
    const offer = { ...of51, terms: { ...of51.terms, repeatAfterDays: 0 } }
    const context = sampleContext({ cost, exceptions: [exception], received })
    expect(judgeOffer(offer, sampleFacts(), context).eligible).toBe(false)
  })

  it('counts in its last millisecond and after coupons from before', () => {
    const received = [{ offerId: 'o', rewardKinds: ['amount' as const], issuedAt: asOf - 1 }]
    const context = { exceptions: [{ ...approved, expiresAt: asOf }], received }
    expect(exceptionFor('o', asOf, context)?.exceptionId).toBe('e1')
    expect(exceptionFor('o', asOf + 1, context)).toBeNull()
  })

  it('leaves OFF-05 and CAP-12M as they are', () => {
    const rules = (openAndRedeemed12mFen: number, marginPercent: number) => {
      const context = sampleContext({ exceptions: [approved], openAndRedeemed12mFen })
      const verdict = judgeOffer(of51, sampleFacts(), { ...context, cost: { ...cost, marginPercent } })
      return verdict.eligible ? [] : verdict.refusals.map(({ ruleId }) => ruleId)
    }
    expect(rules(4_900, 80)).toEqual([])
    expect(rules(4_901, 80)).toEqual(['CAP-12M'])
    expect(rules(4_900, 70)).toEqual(['OFF-05'])
  })

  it('never lets anything pass but OFF-01, and that up to the approved cost', () => {
    fc.assert(
      fc.property(
        anyOffer,
        anyFacts,
        anyContext,
        fc.integer({ min: 0, max: 20_000 }),
        (offer, facts, context, costFen) => {
          const exceptions = [{ ...approved, offerId: offer.offerId, costFen, expiresAt: facts.asOf }]
          const verdict = judgeOffer(offer, facts, { ...context, exceptions })
          if (!verdict.eligible) return
          const caps = capsFor(offer.terms, facts, context)
          expect(verdict.costFen).toBeLessThanOrEqual(Math.max(caps.singleFen, costFen))
          expect(verdict.costFen).toBeLessThanOrEqual(caps.yearLeftFen)
          expect(verdict.costFen).toBeLessThanOrEqual(caps.marginFen ?? Infinity)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('asking for one', () => {
  it('needs OFF-01 as the only reason', () => {
    expect(mayAskForException([{ ruleId: 'OFF-01' }])).toBe(true)
    expect(mayAskForException([])).toBe(false)
    expect(mayAskForException([{ ruleId: 'OFF-01' }, { ruleId: 'CAP-12M' }])).toBe(false)
    expect(mayAskForException([{ ruleId: 'OFF-05' }])).toBe(false)
  })

  it('waits 72 hours and, once approved, counts for 24', () => {
    expect(exceptionExpiresAt('requested', asOf)).toBe(asOf + 72 * hourMs)
    expect(exceptionExpiresAt('approved', asOf)).toBe(asOf + 24 * hourMs)
  })
})
