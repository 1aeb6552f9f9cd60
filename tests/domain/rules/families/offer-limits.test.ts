import { describe, expect, it } from 'vitest'
import { offerLimitRules } from '../../../../src/domain/rules/families/offer-limits.ts'
import { type RuleRow, rowsOf } from '../family-rows.ts'

const table: RuleRow[] = [
  ['OFF-01', 'G', '000', { percent: 10 }],
  ['OFF-02', 'T', '000', { ltvFen: 80_000 }],
  ['OFF-03', 'T', '000', { ltvFen: 20_000, capFen: 2000, points: 2 }],
  ['OFF-04', 'D', 'ours', {}],
  ['OFF-05', 'G', '000', { percent: 18, warnPercent: 15 }],
  ['OFF-06', 'K', '000', { percent: 30 }],
  ['OFF-07', 'K', '000', { roi: 5 }],
  ['OFF-08', 'L', '000', { hours: 24 }],
  ['OFF-09', 'G', '000', {}],
]

describe('offerLimitRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(offerLimitRules)).toEqual(table)
  })
})
