import { describe, expect, it } from 'vitest'
import { confidenceOf } from '../../../src/domain/ltv/confidence.ts'

describe('confidenceOf', () => {
  it.each([
    [499, 9, 0.95, 'low'],
    [500, 9, 0.95, 'high'],
    [501, 9, 0.95, 'high'],
    [500, 1, 0.95, 'low'],
    [500, 2, 0.95, 'medium'],
    [500, 4, 0.95, 'medium'],
    [500, 5, 0.95, 'high'],
    [500, 5, 0.7, 'high'],
    [500, 5, 0.69, 'medium'],
    [500, 5, 0.5, 'medium'],
    [500, 5, 0.31, 'medium'],
    [500, 5, 0.3, 'high'],
    [500, 5, 0, 'high'],
  ])('%d buyers, x = %d, P(alive) = %d: %s', (buyers, repeatDays, probabilityAlive, expected) => {
    expect(confidenceOf(buyers, repeatDays, probabilityAlive)).toBe(expected)
  })
})
