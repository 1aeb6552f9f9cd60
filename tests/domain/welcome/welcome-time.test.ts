import { describe, expect, it } from 'vitest'
import { isInWelcomeTime, welcomeRefusal } from '../../../src/domain/welcome/welcome-time.ts'

describe('the 20 s of a welcome code', () => {
  it.each([
    [-1_000, true],
    [0, true],
    [19_900, true],
    [20_000, true],
    [20_001, false],
    [20_100, false],
  ])('%i ms after the event: %s', (elapsedMs, isInTime) => {
    const at = 1_800_000_000_000
    expect(isInWelcomeTime(at, at + elapsedMs)).toBe(isInTime)
  })
})

describe('a refused welcome', () => {
  it.each([
    [41050, 'late'],
    [41051, 'used'],
    [41053, 'consent'],
    [41096, 'busy'],
    [48002, 'refused'],
    [40063, 'refused'],
  ])('%i means %s', (errcode, meaning) => {
    expect(welcomeRefusal(errcode)).toBe(meaning)
  })
})
