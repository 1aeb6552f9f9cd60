import { describe, expect, it } from 'vitest'
import { isStillTrue, liveStock, liveStockMs } from '../../../../src/domain/scripts/scarcity/live-stock.ts'

const asOf = 1_800_000_000_000

describe('liveStock', () => {
  it('counts what was read within 24 hours', () => {
    for (const age of [0, liveStockMs - 1, liveStockMs]) {
      const updatedAt = asOf - age
      expect(liveStock({ stock: 17, updatedAt }, asOf)).toEqual({ isLive: true, count: 17, at: updatedAt })
    }
  })

  it.each([
    [null, '不知道在聊哪个商品，没有余量可用'],
    [{ stock: null, updatedAt: asOf }, '商城没有给这个商品的库存'],
    [{ stock: 17, updatedAt: asOf - liveStockMs - 1 }, '库存数据超过 24 小时，不能提余量'],
    [{ stock: 0, updatedAt: asOf }, '这个商品没有库存了'],
  ])('%j: %s', (product, reason) => {
    expect(liveStock(product, asOf)).toEqual({ isLive: false, reason })
  })

  it.each([
    [16, false],
    [17, true],
    [19, true],
    [20, false],
    [100, false],
  ])('of 17 pieces %i may still be said: %s', (count, isTrue) => {
    expect(isStillTrue(count, liveStock({ stock: 17, updatedAt: asOf }, asOf))).toBe(isTrue)
  })

  it('lets nothing be said of a stock that is not live', () => {
    expect(isStillTrue(17, liveStock({ stock: 17, updatedAt: asOf - liveStockMs - 1 }, asOf))).toBe(false)
  })

  it('names one piece', () => {
    expect(liveStock({ stock: 1, updatedAt: asOf }, asOf).isLive).toBe(true)
  })
})
