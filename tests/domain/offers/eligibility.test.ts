import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hourMs } from '../../../src/domain/calendar.ts'
import { capsFor, couponExpiresAt, judgeOffer } from '../../../src/domain/offers/eligibility.ts'
import { asOf, sampleFacts } from '../customers/sample-facts.ts'
import { anyCondition, anyContext, anyFacts, anyOffer } from './any-offer.ts'
import { sampleContext, sampleCost, sampleOffer } from './sample-offer.ts'

const birthday = sampleOffer('birthday', {
  ruleId: 'NBA-08',
  rewards: [{ kind: 'percent', payPercent: 80, maxDiscountFen: 20_000 }],
  audience: [{ kind: 'birthdayToday' }],
  validity: { kind: 'endOfDay' },
})

describe('couponExpiresAt', () => {
  it('counts hours from the issue and ends a day at 23:59:59.999 local', () => {
    expect(couponExpiresAt({ kind: 'hours', hours: 24 }, asOf, 'Asia/Shanghai')).toBe(asOf + 24 * hourMs)
    const end = couponExpiresAt({ kind: 'endOfDay' }, asOf, 'Asia/Shanghai')
    expect(end).toBe(Date.UTC(2026, 2, 18, 16) - 1)
    expect(couponExpiresAt({ kind: 'endOfDay' }, end, 'Asia/Shanghai')).toBe(end)
  })

  it('gives 24 hours to an offer that names no time, so that every coupon ends (OFF-08)', () => {
    expect(couponExpiresAt(undefined, asOf, 'Asia/Shanghai')).toBe(asOf + 24 * hourMs)
    const rules = { 'OFF-08.hours': 48 }
    expect(couponExpiresAt(undefined, asOf, 'Asia/Shanghai', rules)).toBe(asOf + 48 * hourMs)
  })
})

describe('judgeOffer', () => {
  it('gives what the panel shows of an eligible offer: 包邮+7天价保 for an LTV of 640', () => {
    const offer = sampleOffer('care', {
      rewards: [{ kind: 'freeShipping' }, { kind: 'priceProtection', days: 7 }],
    })
    expect(judgeOffer(offer, sampleFacts({ capBaseFen: 64_000 }), sampleContext())).toEqual({
      eligible: true,
      offer,
      resolvedRewards: [
        { kind: 'freeShipping', maxDiscountFen: 1_000 },
        { kind: 'priceProtection', days: 7 },
      ],
      isTrimmed: false,
      costFen: 1_800,
      capFen: 6_400,
      expiresAt: asOf + 24 * hourMs,
      marginSharePercent: 6.4,
      isMarginWarning: false,
    })
  })

  it('measures 满299减30 against the margin of a basket of 299: 14 %, no warning (OFF-05)', () => {
    const context = sampleContext({ cost: { ...sampleCost, expectedBasketFen: 20_000 } })
    const verdict = judgeOffer(sampleOffer('o', { minSpendFen: 29_900 }), sampleFacts(), context)
    expect(verdict).toMatchObject({ eligible: true, marginSharePercent: 14.3, isMarginWarning: false })
  })

  it.each([
    [3_000, true, false],
    [3_001, true, true],
    [3_600, true, true],
    [3_601, false, undefined],
  ])(
    'a cost of %i fen on a margin of 200 元: eligible %s, warning %s (OFF-05)',
    (amountFen, eligible, warning) => {
      const context = sampleContext({ cost: { ...sampleCost, expectedBasketFen: 25_000, marginPercent: 80 } })
      const verdict = judgeOffer(
        sampleOffer('o', { rewards: [{ kind: 'amount', amountFen }] }),
        sampleFacts(),
        context,
      )
      expect(verdict.eligible).toBe(eligible)
      expect(verdict.eligible ? verdict.isMarginWarning : undefined).toBe(warning)
    },
  )

  it('trims the birthday offer of an LTV of 640 to "最多减 64" minus what the margin forbids, valid today', () => {
    const facts = sampleFacts({ capBaseFen: 64_000, isBirthdayToday: true })
    const context = sampleContext({ cost: { ...sampleCost, marginPercent: null } })
    expect(judgeOffer(birthday, facts, context)).toMatchObject({
      eligible: true,
      isTrimmed: true,
      costFen: 6_400,
      resolvedRewards: [{ maxDiscountFen: 6_400 }],
      expiresAt: Date.UTC(2026, 2, 18, 16) - 1,
    })
    expect(judgeOffer(birthday, facts, sampleContext())).toMatchObject({
      costFen: 5_000,
      isMarginWarning: true,
    })
  })

  it('refuses a percent offer whose ceiling would be a trifle, showing its full cost (OFF-01)', () => {
    const facts = sampleFacts({ capBaseFen: 4_900, isBirthdayToday: true })
    const verdict = judgeOffer(
      birthday,
      facts,
      sampleContext({ cost: { ...sampleCost, marginPercent: null } }),
    )
    expect(verdict).toMatchObject({ eligible: false, costFen: 12_000, capFen: 490 })
    expect(verdict.eligible ? [] : verdict.refusals.map(({ ruleId }) => ruleId)).toEqual([
      'OFF-01',
      'CAP-12M',
    ])
  })

  it('judges a refused offer by rewards that its cost belongs to, lowered or in full (C9)', () => {
    const context = sampleContext({ cost: { ...sampleCost, marginPercent: null } })
    const rewards = [
      { kind: 'percent' as const, payPercent: 80, maxDiscountFen: 6_000 },
      { kind: 'bundle' as const, skus: ['A'], pick: 1, payPercent: 80, maxDiscountFen: 90_000 },
    ]
    const offer = (index: number) =>
      sampleOffer('o', { rewards: rewards.slice(index, index + 1), audience: [{ kind: 'birthdayToday' }] })
    const judged = (capBaseFen: number, index = 0) => {
      const verdict = judgeOffer(offer(index), sampleFacts({ capBaseFen }), context)
      return verdict.eligible ? null : { costFen: verdict.costFen, rewards: verdict.judgedRewards }
    }
    const lowered = (maxDiscountFen: number, index = 0) => [{ ...rewards[index], maxDiscountFen }]
    expect(judged(9_000)).toEqual({ costFen: 900, rewards: lowered(900) })
    expect(judged(4_900)).toEqual({ costFen: 6_000, rewards: lowered(6_000) })
    expect(judged(90_000)).toEqual({ costFen: 6_000, rewards: lowered(6_000) })
    expect(judged(9_000, 1)).toEqual({ costFen: 900, rewards: lowered(900, 1) })
    expect(judged(4_900, 1)).toEqual({ costFen: 12_000, rewards: lowered(12_000, 1) })
  })

  it('lists all reasons, each with its rule', () => {
    const offer = sampleOffer('o', {
      rewards: [{ kind: 'amount', amountFen: 8_000 }],
      audience: [{ kind: 'birthdayToday' }, { kind: 'isVip' }],
      skus: ['S1'],
      repeatAfterDays: null,
    })
    const context = sampleContext({
      openAndRedeemed12mFen: 5_000,
      liveCouponId: 'c1',
      received: [{ offerId: 'o', rewardKinds: ['amount'], issuedAt: asOf }],
      products: { S1: { sku: 'S1', name: '玫瑰精华', priceFen: 10_000, costFen: 5_000, stock: 0 } },
      budgets: { ...sampleContext().budgets, advisorFen: 100 },
    })
    const verdict = judgeOffer(offer, sampleFacts({ isOptedOut: true }), context)
    expect(verdict.eligible ? [] : verdict.refusals.map(({ code, ruleId }) => `${code} ${ruleId}`)).toEqual([
      'optedOut OPT-OUT',
      'liveCoupon ONE-LIVE',
      'audience AUDIENCE',
      'audience AUDIENCE',
      'singleCap OFF-01',
      'yearCap CAP-12M',
      'marginCap OFF-05',
      'budget BUDGET',
      'receivedBefore OFF-13',
      'outOfStock STOCK',
    ])
  })

  it('never lets an offer above a cap pass, and never refuses without a reason', () => {
    fc.assert(
      fc.property(anyOffer, anyFacts, anyContext, (offer, facts, context) => {
        const verdict = judgeOffer(offer, facts, context)
        const caps = capsFor(offer.terms, facts, context)
        if (!verdict.eligible) expect(verdict.refusals.length).toBeGreaterThan(0)
        else {
          expect(verdict.costFen).toBeLessThanOrEqual(caps.singleFen)
          expect(verdict.costFen).toBeLessThanOrEqual(caps.yearLeftFen)
          expect(verdict.costFen).toBeLessThanOrEqual(caps.marginFen ?? Infinity)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('is never widened by another condition', () => {
    fc.assert(
      fc.property(anyOffer, anyCondition, anyFacts, anyContext, (offer, condition, facts, context) => {
        const terms = { ...offer.terms, audience: [...offer.terms.audience, condition] }
        const narrowed = judgeOffer({ ...offer, terms }, facts, context)
        if (narrowed.eligible) expect(judgeOffer(offer, facts, context).eligible).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
