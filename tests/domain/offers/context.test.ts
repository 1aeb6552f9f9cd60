import { describe, expect, it } from 'vitest'
import { offerCaps } from '../../../src/domain/offers/caps.ts'
import { offerSettings, offerSettingsOf } from '../../../src/domain/offers/context.ts'

describe('offerSettings', () => {
  it('carry the defaults of the rules: OFF-01, CAP-12M, OFF-05, OFF-02, OFF-03', () => {
    expect(offerSettings).toMatchObject({
      singleCapPercent: 10,
      yearCapPercent: 20,
      lowLtvFen: 20_000,
      lowCapFen: 2_000,
      highLtvFen: 80_000,
      marginCapPercent: 18,
      marginWarnPercent: 15,
      usefulMinimumFen: 500,
      sameKindRestDays: 30,
      isOneLiveCouponAtATime: true,
    })
  })

  it('follow what a store set', () => {
    const low = { 'OFF-03.ltvFen': 30_000, 'OFF-03.capFen': 1_500 }
    const rules = { 'OFF-01.percent': 8, 'REST-KIND.days': 10, 'ONE-LIVE.coupons': 2, ...low }
    expect(offerSettingsOf(rules)).toEqual({
      ...offerSettings,
      lowLtvFen: 30_000,
      lowCapFen: 1_500,
      singleCapPercent: 8,
      sameKindRestDays: 10,
      isOneLiveCouponAtATime: false,
    })
  })

  it('cap at what the store set: 8 % of an LTV of 500 元 is 40 元', () => {
    const input = { capBaseFen: 50_000, openAndRedeemed12mFen: 0, expectedBasketMarginFen: null }
    expect(offerCaps(input, offerSettingsOf({ 'OFF-01.percent': 8 })).singleFen).toBe(4000)
    expect(offerCaps(input, offerSettingsOf({})).singleFen).toBe(5000)
  })
})
