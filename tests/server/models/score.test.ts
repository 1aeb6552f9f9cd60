import { describe, expect, it } from 'vitest'
import { fitLtvModel } from '../../../src/domain/ltv/fit-ltv-model.ts'
import { summarisePurchases } from '../../../src/domain/ltv/purchase-summary.ts'
import { scoreLtv } from '../../../src/domain/ltv/score-ltv.ts'
import { computeRfmThresholds } from '../../../src/domain/rfm/thresholds.ts'
import { scoreCustomer, summaryOfRow } from '../../../src/server/models/score.ts'

const purchases = [
  { day: 100, netFen: 10_000 },
  { day: 170, netFen: 20_000 },
  { day: 240, netFen: 5000 },
]
const row = {
  purchaseDays: 3,
  firstPurchaseDay: 100,
  lastPurchaseDay: 240,
  netSpendFen: 35_000,
  repeatSpendFen: 25_000,
  rfmSegment: null,
}
const ltv = fitLtvModel([], { version: 'prior', asOfDay: 0 })
const values = (recencyDays: number) => ({ recencyDays, orderDays: 3, meanValueFen: 12_000 })
const rfm = computeRfmThresholds([values(10), values(30), values(50)], { version: 'v', asOfDay: 250 })
const none = { ...row, purchaseDays: 0, firstPurchaseDay: null, lastPurchaseDay: null, netSpendFen: 0 }

describe('scoreCustomer', () => {
  it('reads the same summary from the stored columns as from the purchases', () => {
    expect(summaryOfRow(row, 240)).toEqual(summarisePurchases(purchases, 240))
    expect(summaryOfRow(none, 240)).toBeNull()
  })

  it('reads the purchases instead when the columns hold a later one', () => {
    const { summary, ltv: score } = scoreCustomer(row, purchases, { ltv, rfm: null }, 239)
    expect(summary).toEqual(summarisePurchases(purchases, 239))
    expect(score).toEqual(scoreLtv(summary, ltv))
  })

  it('gives no score to a customer without a purchase', () => {
    const score = scoreCustomer(none, [], { ltv, rfm }, 250)
    expect(score).toMatchObject({ summary: null, rfm: null, ltv: { reason: 'no-order', totalFen: 0 } })
  })

  it('keeps the stored segment within ten percent of the median', () => {
    const at = (asOfDay: number, rfmSegment: string | null) =>
      scoreCustomer({ ...row, rfmSegment }, purchases, { ltv, rfm }, asOfDay).rfm
    expect(at(270, null)?.flags.isRecent).toBe(true)
    expect(at(271, null)?.flags.isRecent).toBe(false)
    expect(at(273, 'important-value')?.flags.isRecent).toBe(true)
    expect(at(274, 'important-value')?.flags.isRecent).toBe(false)
    expect(at(270, 'general-retain')?.flags.isRecent).toBe(false)
    expect(at(267, 'general-retain')?.segment).toBe('general-develop')
    expect(at(271, 'unknown')?.flags.isRecent).toBe(false)
  })
})
