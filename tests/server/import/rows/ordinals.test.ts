import { describe, expect, it } from 'vitest'
import { Ordinals } from '../../../../src/server/import/rows/ordinals.ts'

describe('ordinals', () => {
  it('count each key on its own, through many growths', () => {
    const ordinals = new Ordinals()
    const keys = Array.from({ length: 200_000 }, (_, index) => `${String(index).padStart(6, '0')}-20250601`)
    expect(keys.filter((key) => ordinals.next(key) !== 1)).toEqual([])
    expect(keys.filter((key) => ordinals.next(key) !== 2)).toEqual([])
    expect(ordinals.next('a new one')).toBe(1)
  })
})
