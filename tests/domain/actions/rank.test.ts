import { describe, expect, it } from 'vitest'
import { rankReason, scoreOf } from '../../../src/domain/actions/rank.ts'

describe('scoreOf', () => {
  it.each([
    [5, 'now', 40],
    [1, 'now', 8],
    [5, 'today', 20],
    [4, 'this-week', 8],
    [1, 'when-free', 1],
  ] as const)('value %i, %s: %i', (value, urgency, score) => {
    expect(scoreOf({ value, urgency })).toBe(score)
  })
})

describe('rankReason', () => {
  it('says place, numbers and why', () => {
    expect(rankReason({ value: 4, urgency: 'this-week', because: '正要补货' }, 2)).toBe(
      '第2位：价值4(正要补货)×紧急2(本周)=8',
    )
  })
})
