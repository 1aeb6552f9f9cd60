import { describe, expect, it } from 'vitest'
import { doubtfulCheckout, fullCart, idleCheckout } from '../../../../src/domain/actions/triggers/checkout.ts'
import { asOf, sampleFacts } from '../../customers/sample-facts.ts'

const idle = (seconds: number, rules = {}) => sampleFacts({ checkoutStartedAt: asOf - seconds * 1000, rules })
const cart = (quantity: number) => [
  { sku: 'S1', name: '玫瑰精华', category: '精华', quantity, unitPriceFen: 10_000 },
]

describe('NBA-03', () => {
  it.each([
    [29, false, false],
    [30, true, false],
    [59, true, false],
    [60, false, true],
    [86_400, false, true],
    [86_401, false, false],
  ])('idle for %i s: help %s, doubt %s', (seconds, helps, doubts) => {
    expect(idleCheckout(idle(seconds)) !== null).toBe(helps)
    expect(doubtfulCheckout(idle(seconds)) !== null).toBe(doubts)
  })

  it('at the seconds of the store, and says them', () => {
    const rules = { 'NBA-03.idleSeconds': 45, 'NBA-03.doubtSeconds': 120 }
    expect(idleCheckout(idle(44, rules))).toBeNull()
    expect(idleCheckout(idle(45, rules))?.[1]).toBe('停留满45秒先帮忙，满120秒再考虑券')
    expect(doubtfulCheckout(idle(119, rules))).toBeNull()
    expect(doubtfulCheckout(idle(120, rules))?.[1]).toBe('停留满120秒多半有疑问')
  })
})

describe('NBA-04', () => {
  it.each([
    [2, {}, null],
    [3, {}, '满3件未付款就提醒'],
    [4, { 'NBA-04.pieces': 5 }, null],
    [5, { 'NBA-04.pieces': 5 }, '满5件未付款就提醒'],
  ])('%i pieces at %o: %s', (quantity, rules, line) => {
    expect(fullCart(sampleFacts({ cart: cart(quantity), rules }))?.[1] ?? null).toBe(line)
  })
})
