import { describe, expect, it } from 'vitest'
import { flagsOf, rfmSegments, segmentName, segmentOf } from '../../../src/domain/rfm/segment.ts'

const table = [
  [true, true, true, 'important-value', '重要价值客户'],
  [true, false, true, 'important-develop', '重要发展客户'],
  [false, true, true, 'important-keep', '重要保持客户'],
  [false, false, true, 'important-retain', '重要挽留客户'],
  [true, true, false, 'general-value', '一般价值客户'],
  [true, false, false, 'general-develop', '一般发展客户'],
  [false, true, false, 'general-keep', '一般保持客户'],
  [false, false, false, 'general-retain', '一般挽留客户'],
] as const

describe('segmentOf', () => {
  it.each(table)('R %s, F %s, M %s is %s, %s', (isRecent, isFrequent, isHighValue, segment, name) => {
    const flags = { isRecent, isFrequent, isHighValue }
    expect(segmentOf(flags)).toBe(segment)
    expect(flagsOf(segment)).toEqual(flags)
    expect(segmentName(segment)).toBe(name)
  })

  it('lists every segment once', () => {
    expect([...rfmSegments].sort()).toEqual(table.map((row) => row[3]).sort())
  })
})
