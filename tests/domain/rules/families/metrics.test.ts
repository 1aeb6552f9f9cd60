import { describe, expect, it } from 'vitest'
import { metricRules } from '../../../../src/domain/rules/families/metrics.ts'
import { type RuleRow, rowsOf } from '../family-rows.ts'

const table: RuleRow[] = [
  ['MET-01', 'K', '001', { percent: 30, redPercent: 15 }],
  ['MET-02', 'K', '001', { percent: 20 }],
  ['MET-03', 'K', '001 002', { percent: 5 }],
  ['MET-04', 'K', '001', {}],
  ['MET-05', 'K', '002', { activePercent: 15, openPercent: 10 }],
  ['MET-06', 'K', '000', { viral: 1.5 }],
  ['MET-07', 'K', '004', {}],
  ['REV-01', 'T', '001', { days: 7 }],
  ['REV-02', 'B', '000', { leavePercent: 82, leaveDays: 30, silentPercent: 75, silentDays: 7 }],
  ['RISK-01', 'T', '002', { percent: 30 }],
  ['RISK-02', 'T', '002', { percent: 8, days: 30 }],
  ['RISK-03', 'T', '002', { messages: 50, days: 3 }],
  ['RISK-04', 'T', '002', {}],
  ['RISK-05', 'B', '000 001 002', { promosPerWeek: 5, openPercent: 8 }],
  ['OPS-01', 'B', '002', { firstDays: 30, secondDays: 60, thirdDays: 90 }],
]

describe('metricRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(metricRules)).toEqual(table)
  })
})
