import { describe, expect, it } from 'vitest'
import { contentRules } from '../../../../src/domain/rules/families/content.ts'
import { type RuleRow, rowsOf } from '../family-rows.ts'

const table: RuleRow[] = [
  ['CON-01', 'K', '001', { usefulPercent: 70, interactivePercent: 20, conversionPercent: 10 }],
  ['CON-02', 'B', '002', { isOn: 0 }],
  ['CON-03', 'L', '000', { steps: 3 }],
  ['CON-04', 'D', '000', {}],
  ['CON-05', 'D', '000', {}],
  ['CON-06', 'B', '001 002', { reviewPercent: 47, posterPercent: 8 }],
  ['SCR-01', 'D', '001', {}],
  ['SCR-02', 'D', '001', {}],
  ['SCR-03', 'D', '001', { upliftPercent: 25 }],
  ['SCR-04', 'D', '001', {}],
  ['SCR-05', 'D', '001', { couponFen: 2000 }],
  ['SCR-06', 'G', '001', {}],
]

describe('contentRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(contentRules)).toEqual(table)
  })
})
