import { describe, expect, it } from 'vitest'
import { mulberry32 } from '../../../../src/domain/learning/random/generator.ts'
import { summarisePurchases } from '../../../../src/domain/ltv/purchase-summary.ts'
import { fitPurchases } from '../../../../src/domain/ltv/purchases/fit-purchases.ts'
import { type Buyer, drawBuyer } from '../../../../src/server/bench/store/buying.ts'

const customers = 6000

function drawMany(): Buyer[] {
  const draw = mulberry32(11)
  return Array.from({ length: customers }, () => drawBuyer(draw))
}

function fitOf(buyers: readonly Buyer[]) {
  const summaries = buyers.flatMap(({ daysAgo }) => {
    const purchases = daysAgo.map((ago) => ({ day: 1000 - ago, netFen: 100 }))
    return summarisePurchases(purchases, 1000) ?? []
  })
  return fitPurchases(summaries, 'mbg-nbd').parameters
}

describe('buyers of a generated store', () => {
  const buyers = drawMany()
  const orders = buyers.map(({ daysAgo }) => daysAgo.length)

  it('place about ten orders each, a tenth of them none', () => {
    const mean = orders.reduce((sum, count) => sum + count, 0) / customers
    expect(mean).toBeGreaterThan(9)
    expect(mean).toBeLessThan(11)
    const never = orders.filter((count) => count === 0).length / customers
    expect(never).toBeGreaterThan(0.08)
    expect(never).toBeLessThan(0.12)
  })

  it('order from 720 days ago until yesterday, earliest first', () => {
    const all = buyers.flatMap(({ daysAgo }) => daysAgo)
    expect(Math.min(...all)).toBe(1)
    expect(Math.max(...all)).toBe(720)
    for (const { daysAgo } of buyers) expect(daysAgo).toEqual([...daysAgo].sort((one, next) => next - one))
  })

  it('are what the model finds again', () => {
    const { r, alpha, a, b } = fitOf(buyers)
    expect(r / 1.2).toBeGreaterThan(0.8)
    expect(r / 1.2).toBeLessThan(1.4)
    expect(alpha / 2.5).toBeGreaterThan(0.8)
    expect(alpha / 2.5).toBeLessThan(1.5)
    expect(a / b).toBeGreaterThan(0.08)
    expect(a / b).toBeLessThan(0.14)
  })
})
