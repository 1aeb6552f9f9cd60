import { describe, expect, it } from 'vitest'
import { isDateFormat, timeReader } from '../../../../src/server/import/rows/times.ts'

const shanghai = 'Asia/Shanghai'
const at = (text: string) => Date.parse(text)

describe('times', () => {
  it.each([
    ['yyyyMMdd', '19970101', '1997-01-01T12:00:00+08:00'],
    ['yyyyMMdd', '19970229', null],
    ['yyyyMMdd', '1997010', null],
    ['yyyyMMdd', '1997-01-01', null],
    ['yyyy/M/d', '2024/2/29', '2024-02-29T12:00:00+08:00'],
    ['yyyy/M/d', '2023/2/29', null],
    ['yyyy/M/d', '2024/13/1', null],
    ['yyyy-MM-dd HH:mm:ss', '2025-06-01 00:00:00', '2025-06-01T00:00:00+08:00'],
    ['yyyy-MM-dd HH:mm:ss', '2025-06-01 23:59:59', '2025-06-01T23:59:59+08:00'],
    ['yyyy-MM-dd HH:mm:ss', '2025-06-01 24:00:00', null],
    ['yyyy-MM-dd HH:mm:ss', '2025-06-01 12:60:00', null],
    ['d.M.yyyy H:mm', '1.6.2025 9:05', '2025-06-01T09:05:00+08:00'],
    ['d.M.yyyy H:mm', '1x6x2025 9:05', null],
    ['epochMs', '1748750400000', '2025-06-01T12:00:00+08:00'],
    ['epochMs', '20250601', null],
    ['epochSeconds', '1748750400', '2025-06-01T12:00:00+08:00'],
    ['iso', '2025-06-01T04:00:00Z', '2025-06-01T04:00:00Z'],
    ['iso', '2025-06-01T12:00:00.250+08:00', '2025-06-01T12:00:00.250+08:00'],
    ['iso', '2025-02-30T04:00:00Z', null],
    ['iso', '2025-06-01T12:30', '2025-06-01T12:30:00+08:00'],
    ['iso', '2025-06-01', '2025-06-01T12:00:00+08:00'],
    ['iso', '1748750400000', '2025-06-01T12:00:00+08:00'],
    ['iso', 'yesterday', null],
  ])('%s reads %j', (format, text, expected) => {
    expect(timeReader(format, shanghai)(text)).toBe(expected === null ? null : at(expected))
  })

  it('are local in the given zone, on days that daylight saving makes shorter or longer too', () => {
    const read = timeReader('yyyy-MM-dd HH:mm:ss', 'America/New_York')
    expect(read('2025-03-08 12:00:00')).toBe(at('2025-03-08T12:00:00-05:00'))
    expect(read('2025-03-09 01:59:59')).toBe(at('2025-03-09T01:59:59-05:00'))
    expect(read('2025-03-09 12:00:00')).toBe(at('2025-03-09T12:00:00-04:00'))
    expect(read('2025-11-02 23:00:00')).toBe(at('2025-11-02T23:00:00-05:00'))
  })
})

describe('date formats', () => {
  it.each(['iso', 'epochMs', 'epochSeconds', 'yyyyMMdd', 'yyyy/M/d', 'yyyy-MM-ddTHH:mm:ss', 'd.M.yyyy H:mm'])(
    '%s is one',
    (format) => {
      expect(isDateFormat(format)).toBe(true)
    },
  )

  it.each([
    '',
    'ISO',
    'YYYY-MM-DD',
    'yyyy-MM',
    'yyyy-MM-dd mm',
    'yyyy-MM-dd HH:ss',
    'yyyy-MM-dd MM',
    'yyyy-MMM-dd',
  ])('%j is none', (format) => {
    expect(isDateFormat(format)).toBe(false)
  })
})
