import { describe, expect, it } from 'vitest'
import { segmentRules } from '../../../../src/domain/rules/families/segments.ts'
import { type RuleRow, rowsOf } from '../family-rows.ts'

const table: RuleRow[] = [
  ['SEG-01', 'T', '001', {}],
  ['SEG-02', 'T', '001', {}],
  ['SEG-03', 'T', '001', {}],
  ['SEG-04', 'T', '001', {}],
  ['SEG-05', 'D', '001', { dormantDays: 90 }],
  ['SEG-06', 'T', '001', { repurchases: 3 }],
  ['SEG-07', 'D', '003', {}],
  [
    'LC-01',
    'D',
    '004',
    { interestDays: 30, intentDays: 14, intentViews: 3, purchaseDays: 30, shareDays: 90 },
  ],
  ['LTV-01', 'K', '002', { orders: 3 }],
  ['LTV-02', 'B', '001 002', { from: 3, to: 5 }],
]

describe('segmentRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(segmentRules)).toEqual(table)
  })
})
