import { expect, it } from 'vitest'
import { dearItem } from '../../../../src/domain/actions/triggers/dear-item.ts'
import { sampleFacts, sampleInterest } from '../../customers/sample-facts.ts'

const line = (unitPriceFen: number, sku = 'S1') => {
  return { sku, name: `商品${sku}`, category: '仪器', quantity: 1, unitPriceFen }
}

it.each([
  [49_999, null],
  [50_000, null],
  [50_001, '购物车里「商品S1」500.01元'],
])('NBA-20: a piece of %i fen in the cart: %s', (unitPriceFen, expected) => {
  expect(dearItem(sampleFacts({ cart: [line(unitPriceFen)] }))?.[0] ?? null).toBe(expected)
})

it('NBA-20 at the price of the store', () => {
  const rules = { 'NBA-20.priceFen': 80_000 }
  expect(dearItem(sampleFacts({ rules, cart: [line(80_000)] }))).toBeNull()
  expect(dearItem(sampleFacts({ rules, cart: [line(80_001)] }))?.[1]).toBe('单价超过800元')
})

it('takes the dearest, the cart before what was only viewed', () => {
  const interests = [sampleInterest({ name: '导入仪', unitPriceFen: 89_900 })]
  const cart = [line(60_000), line(70_000, 'S2')]
  expect(dearItem(sampleFacts({ interests, cart }))).toEqual(['购物车里「商品S2」700元', '单价超过500元'])
  expect(dearItem(sampleFacts({ interests }))?.[0]).toBe('看过「导入仪」899元')
  expect(dearItem(sampleFacts({ interests: [sampleInterest()] }))).toBeNull()
})
