import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complaintRise } from '../../../src/domain/risk/complaints.ts'

describe('complaintRise (RISK-01, C21)', () => {
  it.each([
    [100, 129, null],
    [100, 130, 'scriptReview'],
    [100, 131, 'scriptReview'],
    [100, 70, null],
    [10, 12, null],
    [10, 13, 'scriptReview'],
    [0, 0, null],
    [0, 1, 'scriptReview'],
    [5, 0, null],
  ])('%i in the week before, %i this week: %s', (lastWeek, thisWeek, task) => {
    expect(complaintRise({ thisWeek, lastWeek })).toMatchObject({ ruleId: 'RISK-01', task, limitPercent: 30 })
  })

  it('says the growth, unknown after a week without complaints', () => {
    expect(complaintRise({ thisWeek: 131, lastWeek: 100 }).growth).toBeCloseTo(0.31, 12)
    expect(complaintRise({ thisWeek: 3, lastWeek: 0 }).growth).toBeNull()
  })

  it('follows the store', () => {
    const weeks = { thisWeek: 131, lastWeek: 100 }
    expect(complaintRise(weeks, { 'RISK-01.percent': 32 }).task).toBeNull()
  })

  it('one more complaint never ends the alarm', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (thisWeek, lastWeek) => {
        const isRaised = (week: number) => complaintRise({ thisWeek: week, lastWeek }).task !== null
        return !isRaised(thisWeek) || isRaised(thisWeek + 1)
      }),
    )
  })
})
