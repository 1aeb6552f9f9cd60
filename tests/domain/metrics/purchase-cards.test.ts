import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageOrderFen, repurchaseCard } from '../../../src/domain/metrics/purchase-cards.ts'

describe('averageOrderFen (MET-04)', () => {
  it.each([
    [0, 0, null],
    [10_000, 0, null],
    [0, 3, 0],
    [10_000, 3, 3333],
    [20_000, 3, 6667],
    [5, 2, 3],
    [-10_000, 4, -2500],
  ])('%i fen from %i buyers: %s', (salesFen, buyers, expected) => {
    expect(averageOrderFen({ salesFen, buyers })).toBe(expected)
  })

  it('is whole fen and grows with the sales', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 1_000_000 }), (salesFen, more, buyers) => {
        const average = averageOrderFen({ salesFen, buyers }) ?? -1
        const above = averageOrderFen({ salesFen: salesFen + more, buyers }) ?? -1
        return Number.isInteger(average) && above >= average
      }),
    )
  })
})

describe('repurchaseCard (MET-04)', () => {
  it.each([
    [0, 0, null, 'unknown'],
    [0, 8, 0, 'plain'],
    [2, 8, 0.25, 'plain'],
    [8, 8, 1, 'plain'],
  ])('%i of %i first-time buyers came again: %s', (repeatBuyers, firstTimeBuyers, share, state) => {
    const card = repurchaseCard({ repeatBuyers, firstTimeBuyers })
    expect(card).toMatchObject({ ruleId: 'MET-04', formula: '复购人数/首购人数', share, state })
  })
})
