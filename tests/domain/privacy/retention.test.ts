import { describe, expect, it } from 'vitest'
import { localDay } from '../../../src/domain/calendar.ts'
import { leastRetentionMonths, retentionStart } from '../../../src/domain/privacy/retention.ts'

const zone = 'Asia/Shanghai'
const start = (date: string, months: number) =>
  new Date(retentionStart(Date.parse(date), months, zone).at).toISOString()

describe('retentionStart', () => {
  it('is the beginning of the local day so many months ago', () => {
    expect(leastRetentionMonths).toBe(13)
    expect(start('2026-03-10T20:00:00+08:00', 13)).toBe('2025-02-09T16:00:00.000Z')
    expect(start('2026-03-10T00:00:00+08:00', 13)).toBe('2025-02-09T16:00:00.000Z')
    expect(start('2026-03-09T23:59:59+08:00', 13)).toBe('2025-02-08T16:00:00.000Z')
  })

  it('takes the last day of a shorter month, in common and leap years', () => {
    expect(start('2026-03-31T12:00:00+08:00', 13)).toBe('2025-02-27T16:00:00.000Z')
    expect(start('2025-03-31T12:00:00+08:00', 13)).toBe('2024-02-28T16:00:00.000Z')
  })

  it('crosses years either way', () => {
    expect(start('2026-01-15T12:00:00+08:00', 13)).toBe('2024-12-14T16:00:00.000Z')
    expect(start('2026-12-15T12:00:00+08:00', 24)).toBe('2024-12-14T16:00:00.000Z')
  })

  it('names the day that begins there', () => {
    const { at, day } = retentionStart(Date.parse('2026-03-10T20:00:00+08:00'), 13, zone)
    expect(localDay(at, zone)).toBe(day)
    expect(localDay(at - 1, zone)).toBe(day - 1)
  })
})
