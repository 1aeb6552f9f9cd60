import { describe, expect, it } from 'vitest'
import { isPersonalisingProven } from '../../../../src/domain/learning/policy/learning-mode.ts'
import { measureGain } from '../../../../src/domain/offers/learning/measured-gain.ts'
import { commonStore, personalStore, rowsOf } from './generated-choices.ts'

describe('measureGain', () => {
  it.each([1, 2, 3])('proves segments where they truly differ, seed %i', (seed) => {
    const { pairedGain, segments, arms, rows } = measureGain(rowsOf(personalStore, 1200, seed), 20_000)
    expect({ segments, arms, rows }).toEqual({ segments: 2, arms: 3, rows: 1200 })
    expect(isPersonalisingProven(pairedGain)).toBe(true)
    // The best single offer wins half of the customers, the right one 0.5 × 0.7 × 400 元 on the other half: 70 元.
    expect(pairedGain?.gain).toBeGreaterThan(5_000)
    expect(pairedGain?.gain).toBeLessThan(9_000)
  })

  it.each([1, 2, 3])('proves nothing where one offer is best for all, seed %i', (seed) => {
    const { pairedGain, segments } = measureGain(rowsOf(commonStore, 1200, seed), 20_000)
    expect(segments).toBe(1)
    expect(isPersonalisingProven(pairedGain)).toBe(false)
  })

  it('says nothing of too few rows', () => {
    expect(measureGain([], 20_000)).toEqual({ pairedGain: null, rows: 0, arms: 0, segments: 1 })
    expect(measureGain(rowsOf(personalStore, 60, 1), 20_000).pairedGain).toBeNull()
  })

  it('is the same for the same rows and day', () => {
    const rows = rowsOf(personalStore, 600, 9)
    expect(measureGain(rows, 20_000)).toEqual(measureGain(rows, 20_000))
    expect(measureGain(rows, 20_001)).not.toEqual(measureGain(rows, 20_000))
  })
})
