import { describe, expect, it } from 'vitest'
import { isSure, isWarrantyForDear } from '../../../../src/domain/offers/order/hints.ts'
import { chooseOffer } from '../../../../src/domain/offers/ranking.ts'
import { sampleFacts, sampleInterest } from '../../customers/sample-facts.ts'
import { sampleContext, sampleOffer, sampleTerms } from '../sample-offer.ts'

const device = (priceFen: number) => ({
  D1: { sku: 'D1', name: '导入仪', priceFen, costFen: priceFen / 4, stock: 5 },
})
const warranty = sampleOffer('z-warranty', {
  rewards: [{ kind: 'warranty', months: 12, costFen: 2_000 }],
  skus: ['D1'],
})
const money = sampleOffer('money', { rewards: [{ kind: 'amount', amountFen: 100 }], expectedRedemption: 0.9 })

describe('isWarrantyForDear', () => {
  const facts = sampleFacts({ interests: [sampleInterest({ sku: 'D1', views7d: 1, views30d: 1 })] })

  it.each([
    [50_000, false],
    [50_001, true],
  ])('a device of %i fen: %s (OFF-12)', (priceFen, expected) => {
    const context = sampleContext({ products: device(priceFen) })
    expect(isWarrantyForDear(warranty.terms, facts, context)).toBe(expected)
    const { ranked } = chooseOffer([money, warranty], facts, context)
    expect(ranked.map(({ offer }) => offer.offerId)[0]).toBe(expected ? 'z-warranty' : 'money')
    expect(ranked.some(({ reasons }) => reasons.join().includes('OFF-12'))).toBe(expected)
  })

  it('is dear by the price of the store (NBA-20)', () => {
    const rules = { 'NBA-20.priceFen': 60_000 }
    const isWarranty = (priceFen: number) =>
      isWarrantyForDear(warranty.terms, { ...facts, rules }, sampleContext({ products: device(priceFen) }))
    expect([59_999, 60_000, 60_001].map(isWarranty)).toEqual([false, false, true])
  })

  it('asks for a warranty and for interest in that very thing', () => {
    const context = sampleContext({ products: device(90_000) })
    expect(isWarrantyForDear(money.terms, facts, context)).toBe(false)
    expect(isWarrantyForDear(warranty.terms, sampleFacts(), context)).toBe(false)
  })
})

describe('isSure', () => {
  it('holds for what depends on nobody else (OFF-11)', () => {
    expect(isSure(sampleTerms())).toBe(true)
    expect(isSure(sampleTerms({ rewards: [{ kind: 'groupBuy', people: 2, amountFen: 100 }] }))).toBe(false)
    const mixed = [
      { kind: 'freeShipping' as const },
      { kind: 'referral' as const, friends: 3, item: '小样', costFen: 0 },
    ]
    expect(isSure(sampleTerms({ rewards: mixed }))).toBe(false)
  })

  it('decides between offers of equal worth and cost', () => {
    const sure = sampleOffer('b', { rewards: [{ kind: 'amount', amountFen: 500 }] })
    const unsure = sampleOffer('a', { rewards: [{ kind: 'groupBuy', people: 2, amountFen: 500 }] })
    expect(chooseOffer([unsure, sure], sampleFacts(), sampleContext()).recommended?.offer.offerId).toBe('b')
  })
})
