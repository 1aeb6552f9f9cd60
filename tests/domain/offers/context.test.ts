import { describe, expect, it } from 'vitest'
import { hesitantViews } from '../../../src/domain/actions/triggers/shopping.ts'
import { offerSettings } from '../../../src/domain/offers/context.ts'

describe('offerSettings', () => {
  it('carry the defaults of the rules: OFF-01, CAP-12M, OFF-05, NBA-05', () => {
    expect(offerSettings).toMatchObject({
      singleCapPercent: 10,
      yearCapPercent: 20,
      marginCapPercent: 18,
      marginWarnPercent: 15,
      usefulMinimumFen: 500,
      sameKindRestDays: 30,
      isOneLiveCouponAtATime: true,
      hesitantViews,
    })
  })
})
