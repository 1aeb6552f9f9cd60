import { describe, expect, it } from 'vitest'
import { bundleFen, nthHalfFen, pieceCount } from '../../../../src/domain/offers/redemption/pieces.ts'

function items(...lines: [unitPriceFen: number, quantity: number][]) {
  return lines.map(([unitPriceFen, quantity], index) => ({ sku: `S${index}`, unitPriceFen, quantity }))
}

describe('pieceCount', () => {
  it('adds quantities', () => {
    expect(pieceCount(items([100, 2], [50, 3]))).toBe(5)
    expect(pieceCount([])).toBe(0)
  })
})

describe('nthHalfFen', () => {
  it.each([
    ['one piece gives nothing', items([100, 1]), 2, 0],
    ['the cheaper of two', items([60, 1], [100, 1]), 2, 30],
    ['each pair has its cheaper piece halved', items([40, 1], [100, 1], [60, 1], [80, 1]), 2, 60],
    ['an odd piece stays whole', items([100, 3]), 2, 50],
    ['a large quantity at once', items([100, 1_000_000]), 2, 25_000_000],
    ['every third', items([90, 1], [60, 2], [30, 3]), 3, 45],
    ['half a fen stays with the shop', items([99, 2]), 2, 49],
  ])('%s', (_, lines, nth, fen) => {
    expect(nthHalfFen(lines, nth)).toBe(fen)
  })
})

describe('bundleFen', () => {
  it.each([
    ['an incomplete set gives nothing', items([100, 1]), 2, 0],
    ['one set of the dearest pieces', items([50, 1], [100, 1], [80, 1]), 2, 36],
    ['two complete sets', items([100, 4]), 2, 80],
  ])('%s at 8折', (_, lines, pick, fen) => {
    expect(bundleFen(lines, pick, 80)).toBe(fen)
  })
})
