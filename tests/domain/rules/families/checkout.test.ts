import { describe, expect, it } from 'vitest'
import { checkoutRules } from '../../../../src/domain/rules/families/checkout.ts'
import { type RuleRow, rowsOf } from '../family-rows.ts'

const table: RuleRow[] = [
  ['CLM-01', 'L', '000', { fields: 6 }],
  ['CLM-02', 'L', '000', { pages: 3 }],
  ['CLM-03', 'D', '000', {}],
  ['CLM-04', 'D', '000', { payMethods: 3 }],
  ['CLM-05', 'L', '000', { seconds: 3 }],
  ['CLM-06', 'D', '000', {}],
  ['CLM-07', 'B', '000 004', { lossPercent: 67, stepPercent: 40 }],
]

describe('checkoutRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(checkoutRules)).toEqual(table)
  })
})
