import { describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { lastRepeatAt } from '../../../src/domain/scripts/repeats.ts'

const asOf = 1_800_000_000_000
const sent = (text: string, days: number) => ({ text, at: asOf - days * dayMs })

describe('lastRepeatAt', () => {
  it('finds the latest same text within 30 days, whatever its width and spaces', () => {
    const log = [sent('您好ABC', 9), sent('您好 ａｂｃ', 3), sent('您好ABCD', 1)]
    expect(lastRepeatAt('您好abc', log, asOf)).toBe(asOf - 3 * dayMs)
  })

  it.each([
    [29, true],
    [30, true],
    [30 + 1 / dayMs, false],
    [-1, false],
  ])('%d days ago: %s', (days, isTold) => {
    expect(lastRepeatAt('您好', [sent('您好', days)], asOf) !== null).toBe(isTold)
  })

  it('is silent where nothing is said', () => {
    expect(lastRepeatAt(' ', [sent(' ', 1)], asOf)).toBeNull()
    expect(lastRepeatAt('您好', [], asOf)).toBeNull()
  })
})
