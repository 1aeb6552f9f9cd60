import { describe, expect, it } from 'vitest'
import { actionNowRules } from '../../../../src/domain/rules/families/actions-now.ts'
import { type RuleRow, rowsOf } from '../family-rows.ts'

const table: RuleRow[] = [
  ['NBA-01', 'T', '000', { targetMinutes: 5, breachMinutes: 60 }],
  ['NBA-02', 'T', '000 002', { tellMinutes: 15, planHours: 1, fulfilHours: 24, exitPercent: 5 }],
  ['NBA-03', 'T', '000', { idleSeconds: 30, doubtSeconds: 60, answerSeconds: 20, shippingCouponFen: 500 }],
  ['NBA-04', 'T', '000', { pieces: 3, pick: 2, payPercent: 80 }],
  ['NBA-05', 'T', '000', { views: 3, protectionDays: 7 }],
  ['NBA-06', 'T', '002', { seconds: 90 }],
  ['NBA-07', 'T', '000 001', { couponFen: 2000, payPercent: 70 }],
  ['NBA-08', 'T', '000 004', { payPercent: 80 }],
  ['NBA-09', 'T', '000 003', { day: 3 }],
  ['NBA-10', 'T', '000', { windowDays: 90, offFen: 3000 }],
]

describe('actionNowRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(actionNowRules)).toEqual(table)
  })
})
