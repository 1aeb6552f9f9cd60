import { describe, expect, it } from 'vitest'
import type { OfferTerms } from '../../../src/domain/offers/offer.ts'
import { claimOffer, freshProduct, type ProductFacts } from '../../../src/server/claims/offer.ts'

const now = Date.UTC(2026, 2, 18, 12)
const day = 86_400_000
const serum: ProductFacts = {
  sku: 'S1',
  name: '玫瑰精华 30ml',
  category: '精华',
  priceFen: 39_900,
  stock: 17,
  url: 'https://shop.test/s1',
  updatedAt: now - day,
}
const terms: OfferTerms = {
  name: '精华8折',
  rewards: [{ kind: 'percent', payPercent: 80, maxDiscountFen: 6400 }],
  audience: [],
  minSpendFen: 0,
  skus: ['S1'],
  categories: [],
  validity: { kind: 'hours', hours: 24 },
  repeatAfterDays: 30,
  isForNewcomers: false,
  customerReason: '',
  usageRules: [],
  expectedRedemption: 0.2,
  baselineConversion: 0.1,
}
const coupon = { headline: '8折 最多减64元', rewards: terms.rewards }
const shown = (changes: Partial<OfferTerms>, products: ProductFacts[], asOf = now) =>
  claimOffer(coupon, { ...terms, ...changes }, products, asOf)

describe('the offer on the coupon page', () => {
  it('shows the live price after the discount while the product is fresh, up to a day', () => {
    expect(shown({}, [serum]).product).toEqual({
      name: '玫瑰精华 30ml',
      priceFen: 39_900,
      expectedPaidFen: 33_500,
      stock: 17,
      shopUrl: 'https://shop.test/s1',
    })
    expect(shown({}, [serum], now + 1).product).toBeNull()
  })

  it('shows the full price where the threshold is not reached by the one product', () => {
    expect(shown({ minSpendFen: 50_000 }, [serum]).product?.expectedPaidFen).toBe(39_900)
  })

  it.each([
    ['one product', {}, [serum], '玫瑰精华 30ml'],
    [
      'several',
      { skus: ['S1', 'S2'] },
      [serum, { ...serum, sku: 'S2', name: '面霜' }],
      '玫瑰精华 30ml、面霜',
    ],
    ['a category', { skus: [], categories: ['精华'] }, [], '精华类商品'],
    ['products nobody knows', {}, [], '指定商品'],
    ['everything', { skus: [] }, [], ''],
  ])('names what it applies to: %s', (_case, changes, products, scope) => {
    expect(shown(changes, products).scope).toBe(scope)
  })

  it('takes stock and price from the one product it is bound to, of several from none', () => {
    expect(freshProduct(terms, [serum], now)).toBe(serum)
    expect(freshProduct({ ...terms, skus: ['S1', 'S2'] }, [serum, serum], now)).toBeNull()
    expect(freshProduct({ ...terms, categories: ['精华'] }, [serum], now)).toBeNull()
  })
})
