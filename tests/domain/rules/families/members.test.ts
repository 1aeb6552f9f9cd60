import { describe, expect, it } from 'vitest'
import { memberRules } from '../../../../src/domain/rules/families/members.ts'
import { type RuleRow, rowsOf } from '../family-rows.ts'

const table: RuleRow[] = [
  [
    'REF-01',
    'D',
    '001 004',
    { friends: 3, groupPeople: 2, groupOffFen: 3000, extraOffFen: 1000, unlockFen: 990 },
  ],
  ['MEM-01', 'D', '001 002', { secondFromFen: 50_000, thirdFromFen: 200_000, fourthFromFen: 500_000 }],
  ['MEM-02', 'B', '001 002 004', { retentionPercent: 40, repurchasePercent: 62 }],
  ['MEM-03', 'D', '003', { invites: 1, checkIns: 1 }],
  ['TRUST-01', 'D', '001', { hours: 48 }],
]

describe('memberRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(memberRules)).toEqual(table)
  })
})
