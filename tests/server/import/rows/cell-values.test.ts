import { describe, expect, it } from 'vitest'
import type { ValueKind } from '../../../../src/server/import/mapping/fields.ts'
import { BadCell, cellReader } from '../../../../src/server/import/rows/cell-values.ts'

const read = cellReader({ dateFormat: 'excel', moneyUnit: 'yuan', timeZone: 'Asia/Shanghai' })

describe('cells', () => {
  it.each<[ValueKind, string, unknown]>([
    ['text', ' E1\t', 'E1'],
    ['text', '="0013800001111"', '0013800001111'],
    ['text', "'13800001111", '13800001111'],
    ['text', "'tis", "'tis"],
    ['text', '１３８００００１１１１', '13800001111'],
    ['text', '面霜５０ｍｌ', '面霜５０ｍｌ'],
    ['text', '=""', undefined],
    ['text', '  ', undefined],
    ['money', '１，２３４．５０', 123_450],
    ['money', '￥ 12', 1200],
    ['money', '12.5元', 1250],
    ['count', '1,234', 1234],
    ['count', '３', 3],
    ['count', '2.00', 2],
    ['time', '２０２４/３/５', Date.parse('2024-03-05T12:00:00+08:00')],
  ])('%s %j', (kind, cell, expected) => {
    expect(read(cell, kind)).toBe(expected)
  })

  it.each<[ValueKind, string, string]>([
    ['text', '2.02503E+17', 'cut short by a spreadsheet'],
    ['text', '1E+10', 'cut short by a spreadsheet'],
    ['money', '12 units', 'no amount in yuan'],
    ['count', '1,23', 'no whole number'],
    ['count', '1.5', 'no whole number'],
  ])('%s %j is refused', (kind, cell, problem) => {
    const value = read(cell, kind)
    expect(value instanceof BadCell && value.problem).toContain(problem)
  })
})
