import { describe, expect, it } from 'vitest'
import { ownRules } from '../../../src/domain/rules/own.ts'
import { type RuleRow, rowsOf } from './family-rows.ts'

const table: RuleRow[] = [
  ['C2', 'T', 'ours', { days: 7, newDays: 30 }],
  ['C3', 'G', 'ours', { activeDays: 30, weekCap: 3 }],
  ['C9', 'G', 'ours', { smallestFen: 500 }],
  ['C23', 'G', 'ours', { perDay: 1 }],
  ['CAP-12M', 'G', 'ours', { percent: 20 }],
  ['REST-KIND', 'G', 'ours', { days: 30 }],
  ['LEARN', 'T', 'ours', { coupons: 500 }],
  ['LAPSE', 'L', 'ours', { minutes: 10 }],
  ['TOUCH', 'L', 'ours', { minutes: 10 }],
  ['CREDIT', 'L', 'ours', { days: 7 }],
  ['STEPS', 'L', 'ours', { steps: 3 }],
  ['DISMISS', 'L', 'ours', { days: 30 }],
]

describe('ownRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(ownRules)).toEqual(table)
  })
})
