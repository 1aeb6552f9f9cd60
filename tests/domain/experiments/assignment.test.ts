import { describe, expect, it } from 'vitest'
import { assignVariant } from '../../../src/domain/experiments/assignment.ts'
import { checkSampleRatio } from '../../../src/domain/experiments/sample-ratio.ts'

const halves = [
  { variantId: 'A', weight: 1 },
  { variantId: 'B', weight: 1 },
]
const keys = Array.from({ length: 20_000 }, (_, index) => `customer-${index}`)

describe('assignVariant', () => {
  it('is sticky', () => {
    for (const key of keys.slice(0, 100))
      expect(assignVariant(key, 'greeting', halves)).toBe(assignVariant(key, 'greeting', halves))
  })

  it.each([[[1, 1]], [[9, 1]], [[2, 1, 1]]])('keeps the weights %o', (weights) => {
    const variants = weights.map((weight, place) => ({ variantId: String(place), weight }))
    const counts = weights.map(() => 0)
    for (const key of keys) {
      const place = Number(assignVariant(key, 'greeting', variants))
      counts[place] = (counts[place] ?? 0) + 1
    }
    expect(checkSampleRatio(counts, weights).isMismatch).toBe(false)
  })

  it('draws anew for each experiment, though their ids are alike', () => {
    const cells = [0, 0, 0, 0]
    for (const key of keys) {
      const sides = ['test-1', 'test-2'].map((id) => Number(assignVariant(key, id, halves) === 'B'))
      const cell = 2 * (sides[0] ?? 0) + (sides[1] ?? 0)
      cells[cell] = (cells[cell] ?? 0) + 1
    }
    expect(checkSampleRatio(cells, [1, 1, 1, 1]).isMismatch).toBe(false)
  })

  it('never gives a variant without weight, and needs one with', () => {
    const closed = [
      { variantId: 'A', weight: 0 },
      { variantId: 'B', weight: 3 },
      { variantId: 'C', weight: 0 },
    ]
    expect(new Set(keys.map((key) => assignVariant(key, 'x', closed)))).toEqual(new Set(['B']))
    expect(() => assignVariant('key', 'x', [])).toThrow('variant with weight')
  })
})
