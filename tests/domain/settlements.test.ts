import { describe, expect, it } from 'vitest'
import { priceAsked } from '../../src/domain/actions/enquiries/evidence.ts'
import { priceClock } from '../../src/domain/actions/enquiries/price-clock.ts'
import { firedTriggers } from '../../src/domain/actions/fired-triggers.ts'
import { mixTargets } from '../../src/domain/cadence/content-mix.ts'
import { groupMix } from '../../src/domain/cadence/groups/group-mix.ts'
import { cadenceMeter, type MeterInput } from '../../src/domain/cadence/meter.ts'
import { groupTouches, type SentBubble } from '../../src/domain/cadence/touch-grouping.ts'
import { dayMs, hourMs, localDay, minuteMs } from '../../src/domain/calendar.ts'
import { cadenceStage } from '../../src/domain/customers/cadence-stage.ts'
import type { CustomerFacts } from '../../src/domain/customers/facts.ts'
import { capBaseFen } from '../../src/domain/ltv/cap-base.ts'
import { scoreLtv } from '../../src/domain/ltv/score-ltv.ts'
import { rewardCost } from '../../src/domain/metrics/cost/reward-cost.ts'
import { targetingCost } from '../../src/domain/metrics/cost/targeting-cost.ts'
import { offerClass } from '../../src/domain/offers/classes/offer-class.ts'
import { offerSettings } from '../../src/domain/offers/context.ts'
import { judgeOffer } from '../../src/domain/offers/eligibility.ts'
import type { OfferTerms, Reward } from '../../src/domain/offers/offer.ts'
import { chooseOffer } from '../../src/domain/offers/ranking.ts'
import { ruleDefault } from '../../src/domain/rules/value.ts'
import { journeyOf } from '../../src/domain/welcome/journey.ts'
import { sampleBubble } from './cadence/sample-bubble.ts'
import { asOf, sampleFacts, sampleInterest } from './customers/sample-facts.ts'
import { makeModel } from './ltv/buyers.ts'
import { sampleContext, sampleOffer } from './offers/sample-offer.ts'

const zone = 'Asia/Shanghai'
const withoutCosts = sampleContext({ cost: { ...sampleContext().cost, marginPercent: null } })
const called = (changes: Partial<CustomerFacts>) =>
  firedTriggers(sampleFacts(changes)).map(({ trigger }) => trigger.ruleId)
const refusedBy = (rewards: Reward[], changes: Partial<CustomerFacts>, terms: Partial<OfferTerms> = {}) => {
  const verdict = judgeOffer(sampleOffer('o', { rewards, ...terms }), sampleFacts(changes), withoutCosts)
  return verdict.eligible ? [] : verdict.refusals.map(({ ruleId }) => ruleId)
}
const meter = (bubbles: SentBubble[], changes: Partial<MeterInput>) =>
  cadenceMeter(
    bubbles,
    { stage: 'active', averageOrderFen: null, isAsking: false, actorUserId: 'lin', ...changes },
    asOf,
    zone,
  )
const touchesOn = (...daysAgo: number[]) => daysAgo.map((days) => sampleBubble(asOf - days * dayMs - hourMs))
const asked = (minutes: number) => {
  const startedAt = asOf - minutes * minuteMs
  return sampleFacts({ isPriceEnquiry: true, enquiries: [{ about: 'price', startedAt, source: 'advisor' }] })
}

describe('who is talked to, and how often', () => {
  it('C1: five minutes is the target of a price enquiry, sixty the breach that goes to the lead', () => {
    const stateAfter = (ms: number) => priceClock(asOf - ms, asOf).state
    expect([5 * minuteMs, 5 * minuteMs + 1].map(stateAfter)).toEqual(['running', 'late'])
    expect([60 * minuteMs - 1, 60 * minuteMs].map(stateAfter)).toEqual(['late', 'breached'])
    expect(priceAsked(asked(59))?.join()).not.toContain('主管')
    expect(priceAsked(asked(60))?.join()).toContain('主管')
  })

  it('C2: quiet for 3 days nudge, 7 alert a new user, beyond 30 recall, 90 review', () => {
    const quiet = (daysSinceActivity: number, daysSinceAdded = 400) =>
      firedTriggers(sampleFacts({ daysSinceActivity, daysSinceAdded, daysSinceOrder: 400 })).map(
        ({ trigger }) => trigger.detailRuleId ?? trigger.ruleId,
      )
    expect([quiet(2), quiet(3), quiet(30)]).toEqual([[], ['NBA-13'], ['NBA-13']])
    expect([quiet(6, 30), quiet(7, 30), quiet(7, 31)]).toEqual([['NBA-13'], ['C2'], ['NBA-13']])
    expect([quiet(31), quiet(89), quiet(90)]).toEqual([['NBA-15'], ['NBA-15'], ['NBA-17']])
  })

  it('C3: day 30 is active; the lively after it are mature and get three touches a week', () => {
    expect(cadenceStage(30, null)).toBe('active')
    expect([cadenceStage(31, 30), cadenceStage(31, 31)]).toEqual(['mature', 'silent'])
    expect(meter(touchesOn(1, 2), { stage: 'mature' }).reasons).toEqual([])
    expect(meter(touchesOn(1, 2, 3), { stage: 'mature' }).reasons).toMatchObject([{ ruleId: 'C3' }])
  })

  it('C4: a newcomer has six a week and two a day, the first limit that is hit wins', () => {
    const reasons = (bubbles: SentBubble[]) => meter(bubbles, { stage: 'new' }).reasons.map((r) => r.ruleId)
    const twice = [sampleBubble(asOf - 3 * hourMs), sampleBubble(asOf - 2 * hourMs)]
    expect(reasons(twice.slice(1))).toEqual([])
    expect(reasons(twice)).toEqual(['CAD-04'])
    expect(reasons(touchesOn(1, 2, 3, 4, 5))).toEqual([])
    expect(reasons(touchesOn(1, 2, 3, 4, 5, 6))).toEqual(['CAD-01'])
  })

  it('C5: from 2000 元 the month of five counts beside the week, replies are exempt', () => {
    const month = touchesOn(8, 12, 16, 20, 24)
    const reasons = (averageOrderFen: number, isAsking = false) =>
      meter(month, { averageOrderFen, isAsking }).reasons.map(({ ruleId }) => ruleId)
    expect([reasons(199_999), reasons(200_000), reasons(200_000, true)]).toEqual([[], ['CAD-07'], []])
    const replies = month.map((bubble) => ({ ...bubble, isReply: true }))
    expect(meter(replies, { averageOrderFen: 200_000 }).monthCount).toBe(0)
  })

  it('C6: three bubbles are one touch of the week; the fourth asks', () => {
    const burst = [9, 5, 1].map((minutes) => sampleBubble(asOf - minutes * minuteMs))
    expect(groupTouches(burst)).toHaveLength(1)
    expect(meter(burst.slice(1), {})).toMatchObject({ weekCount: 1, reasons: [] })
    expect(meter(burst, {})).toMatchObject({ weekCount: 1, reasons: [{ ruleId: 'CAD-06' }] })
  })

  it('C7: one to one follows the stage, groups 70/20/10, "321" is off', () => {
    const plan = (stage: Parameters<typeof mixTargets>[0]) => mixTargets(stage).map((t) => t.targetPercent)
    expect([plan('new'), plan('active'), plan('silent')]).toEqual([
      [40, 30, 30],
      [20, 50, 30],
      [60, 40],
    ])
    expect(groupMix([]).map(({ targetPercent }) => targetPercent)).toEqual([70, 20, 10])
    expect(ruleDefault('CON-02', 'isOn')).toBe(0)
  })
})

describe('what may be given', () => {
  it('C8: LTV and margin refuse, 30 % of margin alerts, 15 % is the cost of targeting', () => {
    const amount = (amountFen: number): Reward[] => [{ kind: 'amount', amountFen }]
    expect([refusedBy(amount(5_000), {}), refusedBy(amount(5_001), {})]).toEqual([[], ['OFF-01']])
    const basket = { ...sampleContext().cost, expectedBasketFen: 10_000, marginPercent: 100 }
    const margin = (amountFen: number) =>
      judgeOffer(
        sampleOffer('o', { rewards: amount(amountFen) }),
        sampleFacts(),
        sampleContext({ cost: basket }),
      )
    expect(margin(1_800)).toMatchObject({ eligible: true, isMarginWarning: true })
    expect(margin(1_801)).toMatchObject({ eligible: false, refusals: [{ ruleId: 'OFF-05' }] })
    const cost = (rewardCostFen: number) => rewardCost({ rewardCostFen, grossMarginFen: 10_000, orders: 9 })
    expect([cost(2_999).isAlert, cost(3_000).isAlert]).toEqual([false, true])
    const targeting = (costFen: number) => targetingCost({ grossMarginFen: 10_000, costFen }).isWithinMargin
    expect([targeting(1_500), targeting(1_501)]).toEqual([true, false])
  })

  it('C9: 8折 gets a ceiling in yuan, 20 元 off gives way below an LTV of 200', () => {
    const birthday: Reward[] = [{ kind: 'percent', payPercent: 80, maxDiscountFen: 20_000 }]
    const verdict = judgeOffer(
      sampleOffer('o', { rewards: birthday }),
      sampleFacts({ capBaseFen: 64_000 }),
      withoutCosts,
    )
    expect(verdict).toMatchObject({ isTrimmed: true, resolvedRewards: [{ maxDiscountFen: 6_400 }] })
    const offers = [
      sampleOffer('cash', { rewards: [{ kind: 'amount', amountFen: 2_000 }] }),
      sampleOffer('points', { rewards: [{ kind: 'pointsMultiplier', multiplier: 2, days: 7 }] }),
    ]
    const eligible = (ltvFen: number) =>
      chooseOffer(offers, sampleFacts({ capBaseFen: ltvFen }), withoutCosts)
        .ranked.map(({ offer }) => offer.offerId)
        .sort()
    expect([eligible(19_999), eligible(20_000)]).toEqual([['points'], ['cash', 'points']])
  })

  it('C10: one or two views a small coupon, above 90 s a coupon, three views risk relief, a cart of three its own', () => {
    const seen = (views7d: number, seconds = 0) => ({
      interests: [sampleInterest({ views7d, longestDwellMs: seconds * 1_000 })],
    })
    expect([called(seen(1)), called(seen(2)), called(seen(3))]).toEqual([['NBA-07'], ['NBA-07'], ['NBA-05']])
    expect([called(seen(0, 90)), called(seen(0, 91))]).toEqual([[], ['NBA-06']])
    expect(called(seen(3, 91))).toEqual(['NBA-05'])
    const cart = (quantity: number) => ({
      cart: [{ sku: 'S1', name: '玫瑰精华', category: '精华', quantity, unitPriceFen: 100 }],
    })
    expect([called(cart(2)), called(cart(3))]).toEqual([[], ['NBA-04']])
  })

  it('C11: the quiz first; a coupon after the answer or on day 2', () => {
    const free: Reward[] = [{ kind: 'freeShipping' }]
    const newcomer = { daysSinceAdded: 0, daysSinceActivity: null, orderCount: 0 }
    expect(refusedBy(free, newcomer)).toEqual(['NBA-18'])
    expect(refusedBy(free, { ...newcomer, hasAnsweredQuiz: true })).toEqual([])
    expect(refusedBy(free, { ...newcomer, daysSinceAdded: 1 })).toEqual([])
    const facts = { timeZone: zone, followedAt: asOf, paidAt: null, afterSaleEndsAt: null, points: null }
    const couponDay = (quizAnsweredAt: number | null) => {
      const journey = journeyOf({ ...facts, quizAnsweredAt, isOptedOut: false, hasOpenComplaint: false })
      const dueAt = journey.find(({ kind }) => kind === 'coupon')?.dueAt ?? 0
      return localDay(dueAt, zone) - localDay(asOf, zone)
    }
    expect([couponDay(null), couponDay(asOf + 1)]).toEqual([1, 0])
  })

  it('C12: between 200 and 800 元 is a class of its own; a newcomer counts by the prior, from a budget of their own', () => {
    const classes = [20_000, 20_001, 79_999, 80_000].map((ltvFen) => offerClass(ltvFen, offerSettings))
    expect(classes).toEqual(['low', 'middle', 'middle', 'high'])
    const model = makeModel({ storeMeanLtvFen: 60_000 })
    expect(capBaseFen(scoreLtv(null, model), model, 0.2)).toBe(12_000)
    const spent = { ...sampleContext().budgets, newcomerFen: 0 }
    const verdict = (isForNewcomers: boolean) =>
      judgeOffer(sampleOffer('o', { isForNewcomers }), sampleFacts(), sampleContext({ budgets: spent }))
    expect([verdict(true).eligible, verdict(false).eligible]).toEqual([false, true])
  })
})
