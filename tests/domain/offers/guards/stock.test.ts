import { describe, expect, it } from 'vitest'
import type { ProductOnSale } from '../../../../src/domain/offers/context.ts'
import { stockRefusals } from '../../../../src/domain/offers/guards/stock.ts'
import type { Reward } from '../../../../src/domain/offers/offer.ts'
import { sampleContext, sampleTerms } from '../sample-offer.ts'

function product(sku: string, stock: number | null): ProductOnSale {
  return { sku, name: `商品${sku}`, priceFen: 10_000, costFen: null, stock }
}

function texts(stocks: Record<string, number | null>, skus: string[], rewards?: Reward[]): string[] {
  const products = Object.fromEntries(
    Object.entries(stocks).map(([sku, stock]) => [sku, product(sku, stock)]),
  )
  return stockRefusals(
    sampleTerms({ skus, ...(rewards ? { rewards } : {}) }),
    sampleContext({ products }),
  ).map(({ text }) => text)
}

const bundle: Reward = {
  kind: 'bundle',
  skus: ['A', 'B', 'C'],
  pick: 2,
  payPercent: 80,
  maxDiscountFen: 5_000,
}

describe('stockRefusals', () => {
  it.each([
    [1, []],
    [0, ['商品A已无库存']],
    [-1, ['商品A已无库存']],
    [null, []],
  ])('an offer on one product with stock %s: %o', (stock, expected) => {
    expect(texts({ A: stock }, ['A'])).toEqual(expected)
  })

  it('passes while one of several products is left, or is unknown', () => {
    expect(texts({ A: 0, B: 1 }, ['A', 'B'])).toEqual([])
    expect(texts({ A: 0 }, ['A', 'B'])).toEqual([])
    expect(texts({ A: 0, B: 0 }, ['A', 'B'])).toEqual(['商品A、商品B已无库存'])
  })

  it('ignores stock for an offer bound to nothing', () => {
    expect(texts({ A: 0 }, [])).toEqual([])
  })

  it('needs as many products as a bundle asks for', () => {
    expect(texts({ A: 0, B: 1, C: 1 }, [], [bundle])).toEqual([])
    expect(texts({ A: 0, B: 0, C: 1 }, [], [bundle])).toEqual(['组合里的商品库存不足'])
  })
})
