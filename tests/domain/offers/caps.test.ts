import { describe, expect, it } from 'vitest'
import { offerCaps, tightestCap } from '../../../src/domain/offers/caps.ts'
import { offerSettings } from '../../../src/domain/offers/context.ts'
import { judgeOffer } from '../../../src/domain/offers/eligibility.ts'
import { sampleFacts } from '../customers/sample-facts.ts'
import { sampleContext, sampleOffer } from './sample-offer.ts'

describe('offerCaps', () => {
  it('takes 10 % and 20 % of the base and 15 and 18 % of the margin', () => {
    const caps = offerCaps({
      capBaseFen: 64_000,
      openAndRedeemed12mFen: 2_800,
      expectedBasketMarginFen: 20_000,
    })
    expect(caps).toEqual({
      singleFen: 6_400,
      yearFen: 12_800,
      yearLeftFen: 10_000,
      marginFen: 3_600,
      marginWarnFen: 3_000,
    })
  })

  it('rounds down, leaves nothing below zero, and skips the margin where it is unknown', () => {
    const caps = offerCaps({ capBaseFen: 1_009, openAndRedeemed12mFen: 9_999, expectedBasketMarginFen: null })
    expect(caps).toEqual({
      singleFen: 100,
      yearFen: 201,
      yearLeftFen: 0,
      marginFen: null,
      marginWarnFen: null,
    })
  })

  it.each([
    [19_900, 1_990],
    [20_000, 2_000],
    [20_001, 4_000],
  ])(
    'never lets one offer for an LTV of %i fen cost more than %i when a store allows 20 %% (OFF-03)',
    (base, cap) => {
      const settings = { ...offerSettings, singleCapPercent: base === 19_900 ? 10 : 20 }
      const input = { capBaseFen: base, openAndRedeemed12mFen: 0, expectedBasketMarginFen: null }
      expect(offerCaps(input, settings).singleFen).toBe(cap)
    },
  )

  it('counts a negative base and a negative margin as nothing', () => {
    const caps = offerCaps({ capBaseFen: -500, openAndRedeemed12mFen: 0, expectedBasketMarginFen: -500 })
    expect([caps.singleFen, caps.yearLeftFen, caps.marginFen]).toEqual([0, 0, 0])
  })

  it('follows the settings of the store', () => {
    const settings = { ...offerSettings, singleCapPercent: 5 }
    const caps = offerCaps(
      { capBaseFen: 64_000, openAndRedeemed12mFen: 0, expectedBasketMarginFen: null },
      settings,
    )
    expect(caps.singleFen).toBe(3_200)
  })
})

describe('tightestCap', () => {
  const base = { singleFen: 100, yearFen: 200, yearLeftFen: 200, marginFen: 300, marginWarnFen: 250 }
  it.each([
    [{}, 'OFF-01', 100],
    [{ yearLeftFen: 99 }, 'CAP-12M', 99],
    [{ yearLeftFen: 100 }, 'OFF-01', 100],
    [{ marginFen: 50 }, 'OFF-05', 50],
    [{ marginFen: null }, 'OFF-01', 100],
  ])('%o is bound by %s', (changes, ruleId, capFen) => {
    expect(tightestCap({ ...base, ...changes })).toEqual({ ruleId, capFen })
  })
})

describe('the caps on a customer', () => {
  const wide = sampleContext({ cost: { ...sampleContext().cost, marginPercent: null } })
  it.each([
    [50_000, 4_999, true],
    [50_000, 5_000, true],
    [50_000, 5_001, false],
    [50_000, 5_100, false],
    [19_900, 1_990, true],
    [19_900, 2_000, false],
  ])('LTV %i fen, cost %i fen: eligible %s (OFF-01)', (capBaseFen, amountFen, eligible) => {
    const offer = sampleOffer('o', { rewards: [{ kind: 'amount', amountFen }] })
    const verdict = judgeOffer(offer, sampleFacts({ capBaseFen }), wide)
    expect(verdict.eligible).toBe(eligible)
    if (!verdict.eligible) expect(verdict.refusals.map(({ ruleId }) => ruleId)).toEqual(['OFF-01'])
  })
})
