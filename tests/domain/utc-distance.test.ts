import { describe, expect, it } from 'vitest'
import { aheadOfUtc } from '../../src/domain/utc-distance.ts'

const hourMs = 3_600_000

describe('distance to UTC', () => {
  it('is that of the zone, whole or not', () => {
    const noon = Date.UTC(2026, 6, 1, 12)
    expect(aheadOfUtc(noon, 'Asia/Shanghai')).toBe(8 * hourMs)
    expect(aheadOfUtc(noon, 'Asia/Kathmandu')).toBe(5.75 * hourMs)
    expect(aheadOfUtc(noon, 'America/New_York')).toBe(-4 * hourMs)
  })

  it('changes in the very millisecond in which the clock does', () => {
    const spring = Date.UTC(2026, 2, 29, 1)
    expect(aheadOfUtc(spring - 1, 'Europe/Berlin')).toBe(hourMs)
    expect(aheadOfUtc(spring, 'Europe/Berlin')).toBe(2 * hourMs)
    expect(aheadOfUtc(spring - 1, 'Europe/Berlin')).toBe(hourMs)
    const lordHowe = Date.UTC(2026, 3, 4, 15)
    expect(aheadOfUtc(lordHowe - 1, 'Australia/Lord_Howe')).toBe(11 * hourMs)
    expect(aheadOfUtc(lordHowe, 'Australia/Lord_Howe')).toBe(10.5 * hourMs)
  })

  it('agrees with the zone at every quarter of a day of change, asked in any order', () => {
    const from = Date.UTC(2026, 10, 1)
    const zone = 'America/New_York'
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', hour: 'numeric' })
    for (let step = 95; step >= 0; step -= 1) {
      const instant = from + step * 900_000 + 123
      const hour = new Date(instant + aheadOfUtc(instant, zone)).getUTCHours()
      expect(hour).toBe(Number(format.format(instant)))
    }
  })
})
