import { describe, expect, it } from 'vitest'
import { needsTopicDay } from '../../../src/domain/risk/quiet-group.ts'

describe('needsTopicDay (RISK-03)', () => {
  it.each([
    [[49, 49, 49], true],
    [[50, 49, 49], false],
    [[49, 50, 49], false],
    [[49, 49, 50], false],
    [[51, 51, 51], false],
    [[0, 0, 0], true],
    [[300, 49, 49, 49], true],
    [[10, 10, 10, 80], false],
    [[49, 49], false],
    [[], false],
    [[49, null, 49], false],
    [[null, 0, 0, 0], true],
    [[null, null, null], false],
  ])('%o: %s', (dailyMessages, isNeeded) => {
    expect(needsTopicDay(dailyMessages)).toBe(isNeeded)
  })

  it('follows the store', () => {
    expect(needsTopicDay([29, 29], { 'RISK-03.messages': 30, 'RISK-03.days': 2 })).toBe(true)
    expect(needsTopicDay([30, 29], { 'RISK-03.messages': 30, 'RISK-03.days': 2 })).toBe(false)
  })
})
