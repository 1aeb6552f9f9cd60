import { describe, expect, it } from 'vitest'
import { ltvHealth } from '../../../src/domain/metrics/ltv-health.ts'

describe('ltvHealth (LTV-01)', () => {
  it.each([
    [59_999, false],
    [60_000, true],
    [60_001, true],
  ])('LTV of %i fen on an average order of 200 元: %s', (ltvFen, isReached) => {
    const health = ltvHealth({ ltvFen, averageOrderFen: 20_000 })
    expect(health).toEqual({ ruleId: 'LTV-01', orders: ltvFen / 20_000, targetOrders: 3, isReached })
  })

  it.each([null, 0, -100])('an average order of %s says nothing', (averageOrderFen) => {
    expect(ltvHealth({ ltvFen: 10_000, averageOrderFen })).toMatchObject({ orders: null, isReached: null })
  })

  it('a target with decimals holds at its bound', () => {
    const at = (ltvFen: number) => ltvHealth({ ltvFen, averageOrderFen: 10 }, { 'LTV-01.orders': 1.1 })
    expect([at(10).isReached, at(11).isReached]).toEqual([false, true])
  })
})
