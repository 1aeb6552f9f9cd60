import { describe, expect, it } from 'vitest'
import { bubbleReasons, capReasons } from '../../../src/domain/cadence/reasons.ts'
import { sampleBubble } from './sample-bubble.ts'

const counts = { weekCount: 0, weekCap: 4, dayCount: 0, dayCap: 2, monthCount: 0, monthCap: 5 }

describe('capReasons', () => {
  it.each([
    [{}, []],
    [{ weekCount: 3, dayCount: 1, monthCount: 4 }, []],
    [{ weekCount: 4 }, ['CAD-02']],
    [{ weekCount: 5 }, ['CAD-02']],
    [{ dayCount: 2 }, ['CAD-04']],
    [{ monthCount: 5 }, ['CAD-07']],
    [{ monthCount: 9, monthCap: null }, []],
    [{ weekCount: 4, dayCount: 2, monthCount: 5 }, ['CAD-02', 'CAD-04', 'CAD-07']],
  ])('%o: %o', (changes, ruleIds) => {
    expect(capReasons('active', { ...counts, ...changes }).map(({ ruleId }) => ruleId)).toEqual(ruleIds)
  })

  it('say the count and the cap', () => {
    expect(capReasons('silent', { ...counts, weekCount: 2, weekCap: 2 })).toEqual([
      { ruleId: 'CAD-03', text: '本周已触达 2/2 次，再发易被屏蔽' },
    ])
  })
})

describe('bubbleReasons (CAD-06)', () => {
  it.each([
    [2, []],
    [3, [{ ruleId: 'CAD-06', text: '这次已发3条，再发容易打扰' }]],
  ])('after %i bubbles: %o', (count, reasons) => {
    const bubbles = Array.from({ length: count }, (_, index) => sampleBubble(index))
    expect(bubbleReasons({ startedAt: 0, actorUserId: 'lin', bubbles })).toEqual(reasons)
  })
})
