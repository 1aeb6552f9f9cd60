import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostSteps, nextSteps } from '../../../src/domain/actions/next-steps.ts'
import type { CustomerFacts } from '../../../src/domain/customers/facts.ts'
import type { Offer } from '../../../src/domain/offers/offer.ts'
import { chooseOffer } from '../../../src/domain/offers/ranking.ts'
import { sampleFacts, sampleInterest, sampleRfm } from '../customers/sample-facts.ts'
import { anyCatalogue, anyContext, anyFacts } from '../offers/any-offer.ts'
import { sampleContext, sampleOffer } from '../offers/sample-offer.ts'

const care = sampleOffer('care', { rewards: [{ kind: 'freeShipping' }], ruleId: 'NBA-05' })
const points = sampleOffer('points', { rewards: [{ kind: 'pointsMultiplier', multiplier: 2, days: 7 }] })

function steps(changes: Partial<CustomerFacts>, offers: Offer[] = [care, points]) {
  const facts = sampleFacts(changes)
  return nextSteps(facts, chooseOffer(offers, facts, sampleContext()))
}
const ids = (...args: Parameters<typeof steps>) => steps(...args).map(({ ruleId }) => ruleId)
const hesitant = { interests: [sampleInterest({ views7d: 3 })] }

describe('nextSteps', () => {
  it('gives title, evidence, the offer of the rule and the step of its script', () => {
    expect(steps(hesitant)).toEqual([
      {
        ruleId: 'NBA-05',
        title: '打消顾虑:给保障,不急着降价',
        evidence: ['浏览「玫瑰精华」3次/7天未下单', '犹豫型更看重保障'],
        kind: 'offer',
        urgency: 'today',
        offerId: 'care',
        scriptStep: 'desire',
      },
    ])
  })

  it('starts a newcomer with the quiz and no coupon (NBA-18)', () => {
    const [first] = steps({ daysSinceAdded: 0, daysSinceActivity: null, orderCount: 0 })
    expect(first).toMatchObject({ ruleId: 'NBA-18', title: '先发肤质测试 (不急着发券)' })
    expect(first?.offerId).toBeUndefined()
  })

  it('keeps the three most urgent, each rule once', () => {
    const many = {
      ...hesitant,
      isBirthdayToday: true,
      daysSinceActivity: 5,
      isVip: true,
      unpaidOrderId: 'A9',
    }
    expect(ids(many)).toEqual(['NBA-12', 'NBA-05', 'NBA-08'])
    expect(ids({ isVip: true, rfm: sampleRfm('important-keep') })).toEqual(['NBA-21'])
  })

  it('only serves while a complaint is open (NBA-02)', () => {
    expect(ids({ ...hesitant, hasOpenComplaint: true, unpaidOrderId: 'A9' })).toEqual(['NBA-02', 'NBA-12'])
  })

  it('suggests nothing to who opted out, save the complaint', () => {
    expect(ids({ ...hesitant, isOptedOut: true })).toEqual([])
    expect(ids({ isOptedOut: true })).toEqual([])
    expect(ids({ isOptedOut: true, hasOpenComplaint: true, unpaidOrderId: 'A9' })).toEqual(['NBA-02'])
  })

  it('falls back to light care with the best offer (SEG-04)', () => {
    expect(steps({}, [points])).toMatchObject([{ ruleId: 'SEG-04', offerId: 'points', urgency: 'when-free' }])
    expect(steps({}, [])[0]?.offerId).toBeUndefined()
  })

  it('gives an offer step without an offer of its own the recommended one, and a talk none', () => {
    expect(steps({ isBirthdayToday: true }, [points])[0]?.offerId).toBe('points')
    expect(steps({ daysSinceActivity: 5 }, [points])[0]?.offerId).toBeUndefined()
  })

  it('never names more than three steps, nor an offer that is refused', () => {
    fc.assert(
      fc.property(anyCatalogue, anyFacts, anyContext, (offers, facts, context) => {
        const decision = chooseOffer(offers, facts, context)
        const eligible = decision.ranked.map(({ offer }) => offer.offerId)
        const suggested = nextSteps(facts, decision)
        expect(suggested.length).toBeGreaterThan(0)
        expect(suggested.length).toBeLessThanOrEqual(mostSteps)
        for (const { offerId } of suggested) if (offerId !== undefined) expect(eligible).toContain(offerId)
      }),
    )
  })
})
