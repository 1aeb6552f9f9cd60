import { describe, expect, it } from 'vitest'
import { actionLaterRules } from '../../../../src/domain/rules/families/actions-later.ts'
import { type RuleRow, rowsOf } from '../family-rows.ts'

const table: RuleRow[] = [
  ['NBA-11', 'T', '000', { days: 30, hours: 24 }],
  ['NBA-12', 'T', '003', { aheadDays: 7, lateDays: 14 }],
  ['NBA-13', 'T', '001', { days: 3 }],
  ['NBA-14', 'T', '000', { riskPercent: 50 }],
  ['NBA-15', 'T', '000', { days: 30 }],
  ['NBA-16', 'T', '000', { days: 30, restDays: 30 }],
  ['NBA-17', 'T', '002', { days: 90 }],
  ['NBA-18', 'T', '000', { day: 1 }],
  ['NBA-19', 'T', '000', {}],
  ['NBA-20', 'T', '000', { priceFen: 50_000 }],
  ['NBA-21', 'T', '001', {}],
]

describe('actionLaterRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(actionLaterRules)).toEqual(table)
  })
})
