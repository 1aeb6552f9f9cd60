import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minuteMs } from '../../../src/domain/calendar.ts'
import {
  bubbleCapOf,
  groupTouches,
  isAidaChain,
  usesQuota,
} from '../../../src/domain/cadence/touch-grouping.ts'
import { aidaSteps } from '../../../src/domain/scripts/script.ts'
import { sampleBubble } from './sample-bubble.ts'

const sizes = (...times: number[]) =>
  groupTouches(times.map((at) => sampleBubble(at))).map((t) => t.bubbles.length)

describe('groupTouches', () => {
  it.each([
    ['within ten minutes one touch', [0, 10 * minuteMs], [2]],
    ['a moment later another', [0, 10 * minuteMs + 1], [1, 1]],
    ['counted from the first bubble, not from the last', [0, 6 * minuteMs, 12 * minuteMs], [2, 1]],
  ])('%s', (_, times, expected) => {
    expect(sizes(...times)).toEqual(expected)
  })

  it('keeps advisors apart', () => {
    const bubbles = [sampleBubble(0), sampleBubble(1, { actorUserId: 'he' }), sampleBubble(2)]
    expect(groupTouches(bubbles).map((touch) => [touch.actorUserId, touch.bubbles.length])).toEqual([
      ['lin', 2],
      ['he', 1],
    ])
  })

  it('loses no bubble and ignores their order', () => {
    const bubble = fc.record({ at: fc.nat(60 * minuteMs), actorUserId: fc.constantFrom('lin', 'he') })
    fc.assert(
      fc.property(fc.array(bubble), (rows) => {
        const bubbles = rows.map(({ at, actorUserId }) => sampleBubble(at, { actorUserId }))
        const touches = groupTouches(bubbles)
        expect(touches.reduce((sum, touch) => sum + touch.bubbles.length, 0)).toBe(bubbles.length)
        expect(groupTouches([...bubbles].reverse())).toEqual(touches)
      }),
    )
  })
})

describe('a touch', () => {
  const touchOf = (...changes: Parameters<typeof sampleBubble>[1][]) => ({
    startedAt: 0,
    actorUserId: 'lin',
    bubbles: changes.map((change) => sampleBubble(0, change)),
  })

  it('may have four bubbles as an AIDA chain, else three (CAD-06)', () => {
    const chain = touchOf(...aidaSteps.map((aidaStep) => ({ aidaStep })))
    expect([isAidaChain(chain), bubbleCapOf(chain)]).toEqual([true, 4])
    const twice = touchOf({ aidaStep: 'attention' }, { aidaStep: 'attention' })
    expect([isAidaChain(twice), bubbleCapOf(twice)]).toEqual([false, 3])
    expect(bubbleCapOf(touchOf({ aidaStep: 'attention' }, {}))).toBe(3)
  })

  it('uses no quota when it is all service or reply (C23, C5)', () => {
    expect(usesQuota(touchOf({ contentType: 'service' }))).toBe(false)
    expect(usesQuota(touchOf({ isReply: true }, { contentType: 'service' }))).toBe(false)
    expect(usesQuota(touchOf({ contentType: 'service' }, { contentType: 'offer' }))).toBe(true)
  })
})
