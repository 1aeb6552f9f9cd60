import { describe, expect, it } from 'vitest'
import { fenText, returnText, shareText, stateNames } from '../../../src/domain/metrics/card-text.ts'

describe('what a card says', () => {
  it.each([
    [{ part: 274, whole: 1000 }, '27.4%'],
    [{ part: 2999, whole: 10_000 }, '29.9%'],
    [{ part: 3000, whole: 10_000 }, '30%'],
    [{ part: 3001, whole: 10_000 }, '30%'],
    [{ part: 0, whole: 3 }, '0%'],
    [{ part: 3, whole: 3 }, '100%'],
    [{ part: 0, whole: 0 }, '暂无数据'],
  ])('%o: %s', (count, text) => {
    expect(shareText(count)).toBe(text)
  })

  it('money and returns', () => {
    expect([fenText(28_650), fenText(0), fenText(null)]).toEqual(['286.5元', '0元', '暂无数据'])
    expect([returnText(5.8), returnText(4.99), returnText(5), returnText(null)]).toEqual([
      '1:5.8',
      '1:4.9',
      '1:5',
      '暂无数据',
    ])
  })

  it('an empty whole and its state have one name', () => {
    expect(stateNames.unknown).toBe(shareText({ part: 0, whole: 0 }))
  })
})
