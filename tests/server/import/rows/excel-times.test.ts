import { describe, expect, it } from 'vitest'
import { isDateFormat, timeReader } from '../../../../src/server/import/rows/times.ts'

describe('times as spreadsheets write them', () => {
  it.each([
    ['45356', '2024-03-05T12:00:00+08:00'],
    ['45356.0', '2024-03-05T12:00:00+08:00'],
    ['45356.5854166667', '2024-03-05T14:03:00+08:00'],
    ['45356.999999', '2024-03-06T00:00:00+08:00'],
    ['45350.999988426', '2024-02-28T23:59:59+08:00'],
    ['61', '1900-03-01T12:00:00+08:05:43'],
    ['60', null],
    ['59', '1900-02-28T12:00:00+08:05:43'],
    ['0', null],
    ['2958466', null],
    ['2024/3/5 14:03', '2024-03-05T14:03:00+08:00'],
    ['2024/3/5', '2024-03-05T12:00:00+08:00'],
    ['2024-03-05 14:03:07', '2024-03-05T14:03:07+08:00'],
    ['2024-03-05 14:03:07.250', '2024-03-05T14:03:07+08:00'],
    ['2024年3月5日 9:03', '2024-03-05T09:03:00+08:00'],
    ['2024年3月5日', '2024-03-05T12:00:00+08:00'],
    ['2024.3.5', '2024-03-05T12:00:00+08:00'],
    ['20240305', '2024-03-05T12:00:00+08:00'],
    ['20241305', null],
    ['2023/2/29', null],
    ['2024/3/5 24:00', null],
    ['2024-03-05T06:03:00Z', '2024-03-05T14:03:00+08:00'],
    ['1748750400000', '2025-06-01T12:00:00+08:00'],
    ['昨天', null],
  ])('%j', (text, expected) => {
    // Before 1901 Shanghai kept its own mean time, which Date.parse does not write.
    const local = /^(.*)\+08:05:43$/.exec(expected ?? '')?.[1]
    const meanTimeMs = (8 * 3600 + 5 * 60 + 43) * 1000
    const at = local === undefined ? Date.parse(expected ?? '') : Date.parse(`${local}Z`) - meanTimeMs
    const read = timeReader('excel', 'Asia/Shanghai')(text)
    if (expected === null) expect(read).toBeNull()
    else if (local === undefined) expect(read).toBe(at)
    else expect(Math.abs((read ?? 0) - at)).toBeLessThan(60_000)
  })

  it('is a format of mappings', () => {
    expect(isDateFormat('excel')).toBe(true)
  })
})
