import { describe, expect, it } from 'vitest'
import { classReasons, offerClass, suitsClass } from '../../../../src/domain/offers/classes/offer-class.ts'
import { offerSettings } from '../../../../src/domain/offers/context.ts'
import type { OfferTerms, Reward } from '../../../../src/domain/offers/offer.ts'
import { sampleTerms } from '../sample-offer.ts'

describe('offerClass', () => {
  it.each([
    [80_001, 'high'],
    [80_000, 'high'],
    [79_999, 'middle'],
    [20_001, 'middle'],
    [20_000, 'low'],
    [0, 'low'],
  ])('an LTV of %i fen is %s (OFF-02, OFF-03, OFF-04)', (ltvFen, expected) => {
    expect(offerClass(ltvFen, offerSettings)).toBe(expected)
  })
})

describe('suitsClass', () => {
  const terms = (reward: Reward, changes: Partial<OfferTerms> = {}) =>
    sampleTerms({ rewards: [reward], ...changes })
  const trial = terms({ kind: 'trial', item: '小样', priceFen: 990, costFen: 1_500 })
  const adviser = terms({ kind: 'service', item: '专属顾问', costFen: 0 })
  const points = terms({ kind: 'pointsMultiplier', multiplier: 2, days: 7 })
  const threshold = terms({ kind: 'amount', amountFen: 1_000 }, { minSpendFen: 19_900 })
  const plain = terms({ kind: 'amount', amountFen: 1_000 })
  const relief = terms({ kind: 'priceProtection', days: 7 })

  it('gives trials and advisors to high, thresholds and points to low, thresholds and relief between', () => {
    const suits = (klass: 'high' | 'middle' | 'low') =>
      [trial, adviser, points, threshold, plain, relief].map((each) => suitsClass(each, klass))
    expect(suits('high')).toEqual([true, true, false, false, false, false])
    expect(suits('middle')).toEqual([false, false, false, true, false, true])
    expect(suits('low')).toEqual([false, false, true, true, false, false])
  })

  it('says why with the rule', () => {
    expect(classReasons(trial, 80_000, offerSettings)).toEqual(['适合高价值客户(OFF-02)'])
    expect(classReasons(points, 20_000, offerSettings)).toEqual(['适合低价值客户(OFF-03)'])
    expect(classReasons(relief, 50_000, offerSettings)).toEqual(['适合中等价值客户(OFF-04)'])
    expect(classReasons(plain, 50_000, offerSettings)).toEqual([])
  })
})
