import { describe, expect, it } from 'vitest'
import { offerDesignRules } from '../../../../src/domain/rules/families/offer-designs.ts'
import { type RuleRow, rowsOf } from '../family-rows.ts'

const table: RuleRow[] = [
  ['OFF-10', 'D', '000', { freeShippingFromFen: 59_900, nth: 2 }],
  ['OFF-11', 'D', '000', {}],
  ['OFF-12', 'D', '000', { months: 12 }],
  ['OFF-13', 'D', '001', { trialFen: 990 }],
  ['OFF-14', 'D', '001', { startsAt: 10, setFen: 9900, winners: 50 }],
  ['OFF-15', 'D', '001', { payPercent: 80, giftFromFen: 100_000 }],
  ['OFF-16', 'D', '001', { offFen: 5000 }],
  ['OFF-17', 'B', '002', { bookingFen: 100, savedPercent: 65 }],
  ['OFF-18', 'G', '000', {}],
  ['OFF-19', 'B', '000', { chatPercent: 25, smsPercent: 3 }],
]

describe('offerDesignRules', () => {
  it('hold the rules of the table with their kinds, sources and defaults', () => {
    expect(rowsOf(offerDesignRules)).toEqual(table)
  })
})
