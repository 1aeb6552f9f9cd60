import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complaintRise, opensScriptReview } from '../../../src/domain/risk/complaints.ts'

describe('complaintRise (RISK-01, C21)', () => {
  it.each([
    [100, 129, null],
    [100, 130, null],
    [100, 131, 'scriptReview'],
    [100, 70, null],
    [10, 13, null],
    [10, 14, 'scriptReview'],
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

  it.each([
    [100, 131, '投诉环比+31%（上周100起，本周131起，线+30%）'],
    [100, 130, '投诉环比+30%（上周100起，本周130起，线+30%）'],
    [5000, 6501, '投诉环比+30.1%（上周5000起，本周6501起，线+30%）'],
    [5000, 6499, '投诉环比+29.9%（上周5000起，本周6499起，线+30%）'],
    [100, 70, '投诉环比-30%（上周100起，本周70起，线+30%）'],
    [0, 1, '上周没有投诉，本周1起，算不出环比，按上升处理'],
    [0, 0, '本周和上周都没有投诉'],
  ])('%i then %i: %s', (lastWeek, thisWeek, text) => {
    expect(complaintRise({ thisWeek, lastWeek }).text).toBe(text)
  })

  it('follows the store', () => {
    const weeks = { thisWeek: 131, lastWeek: 100 }
    expect(complaintRise(weeks, { 'RISK-01.percent': 31 }).task).toBeNull()
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

describe('opensScriptReview (RISK-01)', () => {
  const today = 20_000
  it.each([
    [null, true],
    [today, false],
    [today - 6, false],
    [today - 7, true],
    [today - 8, true],
  ])('last opened on %s: %s', (lastOpenedDay, opens) => {
    expect(opensScriptReview({ task: 'scriptReview' }, lastOpenedDay, today)).toBe(opens)
  })

  it('nothing without a rise', () => {
    expect(opensScriptReview({ task: null }, null, today)).toBe(false)
  })
})
