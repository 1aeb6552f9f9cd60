import { describe, expect, it } from 'vitest'
import { groupRules } from '../../../../src/domain/rules/families/groups.ts'
import { type RuleRow, rowsOf } from '../family-rows.ts'

const table: RuleRow[] = [
  ['CAD-08', 'G', '000', { contentPerWeek: 3, salesPerWeek: 1 }],
  ['CAD-09', 'G', '000', { lightPerWeek: 3, benefitPerWeek: 1, fromPeople: 100, toPeople: 200 }],
  ['CAD-11', 'D', '002', { perWeek: 1, streakWeeks: 4 }],
  ['CAD-12', 'G', '002', { perDay: 3 }],
  ['WEL-01', 'L', '001', { steps: 3, entryPercent: 65 }],
  ['WEL-02', 'D', '001', {}],
  ['WEL-03', 'D', '001', {}],
  ['WEL-04', 'D', '003', {}],
  ['CHN-01', 'D', '000', { suggestFen: 150_000 }],
  ['CHN-02', 'D', '000', { automatedPercent: 70 }],
  ['GRP-01', 'L', '000 001 002', { splitPeople: 200, idealPeople: 100 }],
  ['GRP-02', 'D', '001', {}],
]

describe('groupRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(groupRules)).toEqual(table)
  })
})
