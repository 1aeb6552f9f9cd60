import { describe, expect, it } from 'vitest'
import { scoreRfm } from '../../../src/domain/rfm/score.ts'
import { computeRfmThresholds, type RfmThresholds } from '../../../src/domain/rfm/thresholds.ts'
import { makeThresholds, makeValues } from './populations.ts'

describe('scoreRfm', () => {
  it.each([
    [99, 2, 19_999, true, false, false],
    [100, 2, 20_000, true, false, true],
    [101, 3, 20_001, false, true, true],
    [100, 1, 20_000, true, false, true],
    [100, 3, 19_999, true, true, false],
  ])(
    'R %d, F %d, M %d: recent %s, frequent %s, valuable %s',
    (r, f, m, isRecent, isFrequent, isHighValue) => {
      const score = scoreRfm(makeValues(r, f, m), makeThresholds())
      expect(score.flags).toEqual({ isRecent, isFrequent, isHighValue })
      expect(score.thresholdsVersion).toBe('v1')
    },
  )

  it('gives 5 to the most recent, the most frequent and the most valuable', () => {
    const population = Array.from({ length: 10 }, (_, index) =>
      makeValues(10 * index, index + 1, 1000 * index),
    )
    const thresholds = computeRfmThresholds(population, { version: 'v2', asOfDay: 20_000 })
    const digits = (score: ReturnType<typeof scoreRfm>) => [
      score.recencyDigit,
      score.frequencyDigit,
      score.monetaryDigit,
    ]
    const stored = JSON.parse(JSON.stringify(thresholds)) as RfmThresholds
    expect(digits(scoreRfm(makeValues(0, 10, 9000), stored))).toEqual([5, 5, 5])
    expect(digits(scoreRfm(makeValues(90, 1, 0), stored))).toEqual([1, 1, 1])
    expect(digits(scoreRfm(makeValues(40, 5, 4000), stored))).toEqual([3, 3, 3])
  })

  it('calls nobody frequent when all bought equally often, and everybody recent and valuable', () => {
    const population = Array.from({ length: 7 }, () => makeValues(50, 1, 8000))
    const thresholds = computeRfmThresholds(population, { version: 'v3', asOfDay: 20_000 })
    expect(thresholds && scoreRfm(makeValues(50, 1, 8000), thresholds)).toMatchObject({
      segment: 'important-develop',
      recencyDigit: 3,
      frequencyDigit: 3,
      monetaryDigit: 3,
    })
  })
})
