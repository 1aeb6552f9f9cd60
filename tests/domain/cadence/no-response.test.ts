import { describe, expect, it } from 'vitest'
import type { ContentType } from '../../../src/domain/cadence/content-type.ts'
import { missesToChange, responseLog } from '../../../src/domain/cadence/no-response.ts'
import { groupTouches } from '../../../src/domain/cadence/touch-grouping.ts'
import { dayMs, hourMs, minuteMs } from '../../../src/domain/calendar.ts'
import { asOf } from '../customers/sample-facts.ts'
import { sampleBubble } from './sample-bubble.ts'

const sent = (daysAgo: number, contentType: ContentType = 'know-how', changes = {}) =>
  sampleBubble(asOf - daysAgo * dayMs, { contentType, ...changes })
const log = (bubbles: ReturnType<typeof sent>[], activityAts: number[] = [], at = asOf, rules = {}) =>
  responseLog(groupTouches(bubbles), activityAts, at, rules)
const misses = (...args: Parameters<typeof log>) => log(...args).misses
const numbers = (...args: Parameters<typeof log>) =>
  log(...args).responses.map(({ missNumber }) => missNumber)

describe('a touch without a response (CAD-10)', () => {
  const one = [sent(1)]
  it.each([
    ['a millisecond before 24 hours', asOf - 1, []],
    ['at 24 hours', asOf, [{ contentType: 'know-how', misses: 1 }]],
    ['later', asOf + 1, [{ contentType: 'know-how', misses: 1 }]],
  ])('is a miss from 24 hours on: %s', (_when, at, expected) => {
    expect(misses(one, [], at)).toEqual(expected)
  })

  it.each([
    ['at the touch itself, before the customer could see it', asOf - dayMs, 1],
    ['right after it', asOf - dayMs + 1, null],
    ['at 24 hours', asOf, null],
    ['a millisecond after 24 hours', asOf + 1, 1],
  ])('is answered by an activity %s', (_when, activityAt, expected) => {
    expect(numbers(one, [activityAt], asOf + hourMs)).toEqual([expected])
  })

  it('waits for 24 hours after its last bubble', () => {
    const two = [sent(1), sampleBubble(asOf - dayMs + 5 * minuteMs)]
    expect(misses(two)).toEqual([])
    expect(misses(two, [], asOf + 5 * minuteMs)).toHaveLength(1)
    expect(numbers(two, [asOf - dayMs + minuteMs], asOf + dayMs)).toEqual([null])
  })

  it('goes by the hours and the misses of the store', () => {
    expect(misses(one, [], asOf, { 'CAD-10.hours': 25 })).toEqual([])
    expect([missesToChange({}), missesToChange({ 'CAD-10.misses': 2 })]).toEqual([3, 2])
  })
})

describe('misses in a row', () => {
  const three = [sent(5), sent(3), sent(2)]

  it('count for each content type of its own', () => {
    expect(numbers(three)).toEqual([1, 2, 3])
    expect(misses([...three, sent(4, 'offer')])).toEqual([
      { contentType: 'know-how', misses: 3 },
      { contentType: 'offer', misses: 1 },
    ])
  })

  it('start anew with any response, in time or late, to whatever it was', () => {
    expect(numbers(three, [asOf - 3.5 * dayMs])).toEqual([1, 1, 2])
    expect(numbers(three, [asOf - 2.5 * dayMs])).toEqual([1, null, 1])
    expect(misses(three, [asOf])).toEqual([])
    expect(misses(three, [asOf - 5 * dayMs - 1])).toEqual([{ contentType: 'know-how', misses: 3 }])
  })

  it('are not moved by a touch that is still open, by what is to come or by the order of the activity', () => {
    expect(misses([...three, sent(0.5)])).toEqual([{ contentType: 'know-how', misses: 3 }])
    expect(misses(three, [asOf + 1])).toEqual([{ contentType: 'know-how', misses: 3 }])
    const activity = [asOf - 4 * dayMs, asOf - 2.5 * dayMs]
    expect(log(three, activity)).toEqual(log(three, activity.toReversed()))
  })

  it('leave out service messages and replies', () => {
    expect(log([sent(3, 'service'), sent(2, 'question', { isReply: true })])).toEqual({
      responses: [],
      misses: [],
    })
    const joined = [sent(3, 'service'), sampleBubble(asOf - 3 * dayMs + 1, { contentType: 'recall' })]
    expect(misses(joined)).toEqual([{ contentType: 'recall', misses: 1 }])
  })
})
