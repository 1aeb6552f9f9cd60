import { describe, expect, it } from 'vitest'
import { waitingText } from '../../../../src/app/console/waiting/waiting-text.ts'

describe('how long somebody has waited', () => {
  it.each([
    [0, '0分钟'],
    [59, '59分钟'],
    [60, '1小时0分'],
    [125, '2小时5分'],
    [1439, '23小时59分'],
    [1440, '1天0小时'],
    [3 * 1440 + 4 * 60 + 59, '3天4小时'],
  ])('%i minutes are %s', (minutes, text) => {
    expect(waitingText(minutes)).toBe(text)
  })
})
