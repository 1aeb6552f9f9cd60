import { describe, expect, it } from 'vitest'
import { contentMix, mixTargets } from '../../../src/domain/cadence/content-mix.ts'
import type { ContentType } from '../../../src/domain/cadence/content-type.ts'
import { groupTouches } from '../../../src/domain/cadence/touch-grouping.ts'
import { dayMs } from '../../../src/domain/calendar.ts'
import { cadenceStages } from '../../../src/domain/customers/stages.ts'
import { asOf } from '../customers/sample-facts.ts'
import { sampleBubble } from './sample-bubble.ts'

const when = { asOf, timeZone: 'Asia/Shanghai' }
const sent = (daysAgo: number, contentType: ContentType, changes = {}) =>
  sampleBubble(asOf - daysAgo * dayMs, { contentType, ...changes })
const mix = (...bubbles: ReturnType<typeof sent>[]) => contentMix(groupTouches(bubbles), 'active', when)

describe('the planned mix of a stage', () => {
  it.each([
    ['new', ['欢迎 40', '教育 30', '轻优惠 30']],
    ['active', ['问答 20', '干货 50', '优惠 30']],
    ['mature', ['问答 20', '干货 50', '优惠 30']],
    ['silent', ['唤醒 60', '权益 40']],
  ] as const)('%s (CAD-01, CAD-02, CAD-03)', (stage, expected) => {
    expect(mixTargets(stage).map(({ name, targetPercent }) => `${name} ${targetPercent}`)).toEqual(expected)
  })

  it('is a whole at every stage, and the store may move it', () => {
    for (const stage of cadenceStages)
      expect(mixTargets(stage).reduce((sum, { targetPercent }) => sum + targetPercent, 0)).toBe(100)
    const set = { 'CAD-03.recallPercent': 70, 'CAD-03.benefitPercent': 30 }
    expect(mixTargets('silent', set).map(({ targetPercent }) => targetPercent)).toEqual([70, 30])
  })
})

describe('the mix of what was sent', () => {
  it('shows the plan first and what was sent beside it', () => {
    const { total, parts } = mix(sent(1, 'offer'), sent(2, 'offer'), sent(3, 'know-how'), sent(4, 'other'))
    expect(total).toBe(4)
    expect(parts.map(({ name, count, percent }) => [name, count, percent])).toEqual([
      ['问答', 0, 0],
      ['干货', 1, 25],
      ['优惠', 2, 50],
      ['其他', 1, 25],
    ])
    expect(parts[3]?.targetPercent).toBe(0)
  })

  it('is all 0 before anything was sent', () => {
    expect(mix()).toMatchObject({ total: 0, parts: [{ percent: 0 }, { percent: 0 }, { percent: 0 }] })
  })

  it('counts the last 30 local days with today', () => {
    expect(mix(sent(29, 'offer')).total).toBe(1)
    expect(mix(sent(30, 'offer')).total).toBe(0)
    expect(mix(sent(-1 / dayMs, 'offer')).total).toBe(0)
  })

  it('counts each kind once a touch and leaves out service messages and replies', () => {
    const chain = [0, 1, 2].map((place) => sent(1 - place / dayMs, 'know-how'))
    expect(mix(...chain, sent(1 - 5 / dayMs, 'offer')).total).toBe(2)
    expect(mix(sent(1, 'service'), sent(2, 'question', { isReply: true })).total).toBe(0)
  })
})
