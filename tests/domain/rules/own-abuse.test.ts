import { describe, expect, it } from 'vitest'
import { abuseRules } from '../../../src/domain/rules/own-abuse.ts'
import { type RuleRow, rowsOf } from './family-rows.ts'

const table: RuleRow[] = [
  ['CODE-GUESS', 'G', 'ours', {}],
  ['SHARED-LINK', 'T', 'ours', { people: 4 }],
  ['ONE-DEVICE', 'T', 'ours', { people: 3, days: 30 }],
  ['FAST-REDEEM', 'T', 'ours', { minutes: 60, advisorCoupons: 30, offerCoupons: 300, deviceCoupons: 5 }],
  ['RETURN-RATE', 'T', 'ours', { orders: 3, percent: 50, days: 90 }],
  ['SELF-USE', 'G', 'ours', {}],
  ['SAME-PERSON', 'T', 'ours', {}],
  ['UNMERGE', 'L', 'ours', { days: 90 }],
]

describe('abuseRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(abuseRules)).toEqual(table)
  })
})
