import { describe, expect, it } from 'vitest'
import { deadlineText, remainingText } from '../../../src/app/claim/remaining.ts'

describe('remainingText', () => {
  it.each([
    [-1, '00:00:00'],
    [0, '00:00:00'],
    [999, '00:00:00'],
    [1000, '00:00:01'],
    [59_999, '00:00:59'],
    [60_000, '00:01:00'],
    [85_268_000, '23:41:08'],
    [86_399_999, '23:59:59'],
    [86_400_000, '1天 00:00:00'],
    [7 * 86_400_000 - 1, '6天 23:59:59'],
  ])('%d ms is %s', (ms, text) => {
    expect(remainingText(ms)).toBe(text)
  })
})

it('writes the deadline on the wall clock with leading zeros', () => {
  expect(deadlineText(new Date(2025, 0, 6, 9, 5).getTime())).toBe('01-06 09:05')
  expect(deadlineText(new Date(2025, 10, 6, 19, 58).getTime())).toBe('11-06 19:58')
})
