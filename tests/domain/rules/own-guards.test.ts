import { describe, expect, it } from 'vitest'
import { ownGuards } from '../../../src/domain/rules/own-guards.ts'
import { type RuleRow, rowsOf } from './family-rows.ts'

const table: RuleRow[] = [
  ['ONE-LIVE', 'G', 'ours', { coupons: 1 }],
  ['HOLD-OUT', 'G', 'ours', { fromCustomers: 2000, percent: 5 }],
  ['BUDGET', 'G', 'ours', {}],
  ['AUDIENCE', 'G', 'ours', {}],
  ['OPT-OUT', 'G', 'ours', {}],
  ['STOCK', 'G', 'ours', {}],
]

describe('ownGuards', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(ownGuards)).toEqual(table)
  })
})
