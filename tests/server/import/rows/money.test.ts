import { describe, expect, it } from 'vitest'
import { parseMoney } from '../../../../src/server/import/rows/money.ts'

describe('amounts', () => {
  it.each([
    ['11.77', 1177],
    ['12', 1200],
    ['12.5', 1250],
    ['0.00', 0],
    ['-0', 0],
    ['1.10', 110],
    ['4.35', 435],
    ['1,234.50', 123_450],
    ['¥1,234,567', 123_456_700],
    ['￥9.9', 990],
    ['12.3400', 1234],
    ['-5.01', -501],
    ['12.345', null],
    ['1,23', null],
    ['12,34.5', null],
    ['.5', null],
    ['1e3', null],
    ['', null],
    ['free', null],
    ['99999999999999999', null],
  ])('%j yuan', (text, fen) => {
    expect(parseMoney(text, 'yuan')).toBe(fen)
  })

  it.each([
    ['1177', 1177],
    ['1177.0', 1177],
    ['11.77', null],
  ])('%j fen', (text, fen) => {
    expect(parseMoney(text, 'fen')).toBe(fen)
  })
})
