import { describe, expect, it } from 'vitest'
import { tagRules } from '../../../../src/domain/rules/families/tags.ts'
import { type RuleRow, rowsOf } from '../family-rows.ts'

const table: RuleRow[] = [
  ['TAG-01', 'T', '000', { days: 7 }],
  ['TAG-02', 'L', '000', { days: 30 }],
  ['TAG-03', 'L', '000', { days: 14 }],
  ['TAG-04', 'T', '000', { averageOrderFen: 50_000 }],
  ['TAG-05', 'T', '000', { views: 5 }],
  ['TAG-06', 'T', '000', { minutes: 3 }],
  ['TAG-07', 'T', '000', { views: 4 }],
  ['TAG-08', 'D', '000 002', {}],
  ['TAG-09', 'K', '000', {}],
  ['TAG-10', 'K', '000', { roi: 3, marginPercent: 15 }],
  ['TAG-11', 'D', '002 003', {}],
]

describe('tagRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(tagRules)).toEqual(table)
  })
})
