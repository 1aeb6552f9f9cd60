import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { worstCaseCostFen } from '../../../src/domain/offers/cost.ts'
import { fitToCap } from '../../../src/domain/offers/fit.ts'
import type { Reward } from '../../../src/domain/offers/offer.ts'
import { anyReward } from './any-offer.ts'
import { sampleCost } from './sample-offer.ts'

const percent: Reward = { kind: 'percent', payPercent: 80, maxDiscountFen: 10_000 }

describe('fitToCap', () => {
  it('lowers the ceiling of a percent offer to the cap in whole yuan', () => {
    expect(fitToCap([percent], 6_432, sampleCost, 500)).toEqual({
      fits: true,
      isTrimmed: true,
      rewards: [{ ...percent, maxDiscountFen: 6_400 }],
    })
  })

  it('leaves an offer within the cap as it is', () => {
    const fit = fitToCap([percent], 10_000, sampleCost, 500)
    expect(fit).toEqual({ fits: true, isTrimmed: false, rewards: [percent] })
  })

  it('never leaves a ceiling above what is reserved: 20 % of a basket of 600', () => {
    const fit = fitToCap([{ ...percent, maxDiscountFen: 50_000 }], 99_999, sampleCost, 500)
    expect(fit).toMatchObject({ fits: true, isTrimmed: false, rewards: [{ maxDiscountFen: 12_000 }] })
  })

  it.each([
    [499, false],
    [500, true],
    [501, true],
  ])('a ceiling of %i fen against a useful minimum of 500: fits %s', (capFen, fits) => {
    expect(fitToCap([percent], capFen, sampleCost, 500).fits).toBe(fits)
  })

  it('pays fixed rewards first and gives the rest to the percent reward', () => {
    const fit = fitToCap([{ kind: 'freeShipping' }, percent], 5_000, sampleCost, 500)
    const shipping = { kind: 'freeShipping', maxDiscountFen: 1_000 }
    expect(fit).toMatchObject({ fits: true, rewards: [shipping, { maxDiscountFen: 4_000 }] })
  })

  it('does not fit when the fixed rewards alone fill the cap', () => {
    expect(fitToCap([{ kind: 'amount', amountFen: 5_000 }, percent], 5_000, sampleCost, 500)).toMatchObject({
      fits: false,
      ceilingFen: 0,
    })
  })

  it('keeps every fitted percent-only offer within the cap and changes no other reward', () => {
    fc.assert(
      fc.property(fc.array(anyReward, { maxLength: 4 }), fc.nat(20_000), (rewards, capFen) => {
        const before = structuredClone(rewards)
        const fit = fitToCap(rewards, capFen, sampleCost, 500)
        expect(rewards).toEqual(before)
        if (fit.fits && fit.isTrimmed)
          expect(worstCaseCostFen(fit.rewards, sampleCost)).toBeLessThanOrEqual(capFen)
        expect(fit.rewards.map(({ kind }) => kind)).toEqual(rewards.map(({ kind }) => kind))
      }),
    )
  })
})
