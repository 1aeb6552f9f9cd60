import { describe, expect, it } from 'vitest'
import { returnRate, returnWindowDays } from '../../../src/domain/abuse/return-rate.ts'

describe('RETURN-RATE', () => {
  it.each([
    [0, 0, 0, false],
    [2, 2, 100, false],
    [3, 1, 33, false],
    [3, 2, 66, true],
    [4, 2, 50, true],
    [100, 49, 49, false],
    [100, 50, 50, true],
    [100, 51, 51, true],
  ])('%i orders, %i refunded: %i %%, %s', (orders, refunded, count, isReached) => {
    expect(returnRate({ orders, refunded }, {})).toEqual({ count, bound: 50, isReached })
  })

  it('goes by what the store set', () => {
    const rules = { 'RETURN-RATE.orders': 2, 'RETURN-RATE.percent': 80, 'RETURN-RATE.days': 30 }
    expect(returnRate({ orders: 2, refunded: 2 }, rules).isReached).toBe(true)
    expect(returnRate({ orders: 4, refunded: 3 }, rules).isReached).toBe(false)
    expect([returnWindowDays({}), returnWindowDays(rules)]).toEqual([90, 30])
  })
})
