import { describe, expect, it } from 'vitest'
import { momentsMeter } from '../../../../src/domain/cadence/groups/moments-meter.ts'
import { hourMs } from '../../../../src/domain/calendar.ts'

const timeZone = 'Asia/Shanghai'
const noon = Date.parse('2026-03-18T12:00:00+08:00')
const meter = (postedAts: number[], rules = {}) => momentsMeter(postedAts, { asOf: noon, timeZone }, rules)

describe('momentsMeter (CAD-12)', () => {
  it.each([
    [2, []],
    [3, ['CAD-12']],
    [4, ['CAD-12']],
  ])('after %i posts today', (count, expected) => {
    const { reasons, dayCount, dayCap } = meter(
      Array.from({ length: count }, (_, hour) => noon - hour * hourMs),
    )
    expect(reasons.map(({ ruleId }) => ruleId)).toEqual(expected)
    expect([dayCount, dayCap]).toEqual([count, 3])
  })

  it('counts the local day and nothing that is to come', () => {
    const midnight = noon - 12 * hourMs
    expect(meter([midnight, midnight - 1, noon, noon + 1]).dayCount).toBe(2)
    expect(meter([noon], { 'CAD-12.perDay': 1 }).reasons).toEqual([
      { ruleId: 'CAD-12', text: '今天朋友圈已发 1/1 条，再发容易被投诉' },
    ])
  })
})
