import { describe, expect, it } from 'vitest'
import { cadenceRules } from '../../../../src/domain/rules/families/cadence.ts'
import { type RuleRow, rowsOf } from '../family-rows.ts'

const table: RuleRow[] = [
  [
    'CAD-01',
    'G',
    '000',
    { untilDay: 7, weekCap: 6, dayCap: 2, welcomePercent: 40, educationPercent: 30, offerPercent: 30 },
  ],
  [
    'CAD-02',
    'G',
    '000',
    { untilDay: 30, weekCap: 4, dayCap: 2, questionPercent: 20, knowHowPercent: 50, offerPercent: 30 },
  ],
  ['CAD-03', 'G', '000', { weekCap: 2, recallPercent: 60, benefitPercent: 40 }],
  ['CAD-04', 'G', '000', { dayCap: 1 }],
  [
    'CAD-05',
    'G',
    '001',
    {
      morningFrom: 7,
      morningUntil: 9,
      noonFrom: 12,
      noonUntil: 13,
      eveningFrom: 19,
      eveningUntil: 22,
      quietFrom: 22,
      quietUntil: 7,
    },
  ],
  ['CAD-06', 'G', '001', { messages: 3, chain: 4 }],
  ['CAD-07', 'G', '000', { averageOrderFen: 200_000, monthCap: 5 }],
  ['CAD-10', 'T', '000', { hours: 24, misses: 3, clickPercent: 5 }],
]

describe('cadenceRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(cadenceRules)).toEqual(table)
  })
})
