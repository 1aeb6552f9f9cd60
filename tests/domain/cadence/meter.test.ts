import { describe, expect, it } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../../src/domain/calendar.ts'
import { cadenceMeter, type MeterInput } from '../../../src/domain/cadence/meter.ts'
import type { SentBubble } from '../../../src/domain/cadence/touch-grouping.ts'
import { aidaSteps } from '../../../src/domain/scripts/script.ts'
import { asOf } from '../customers/sample-facts.ts'
import { sampleBubble } from './sample-bubble.ts'

const zone = 'Asia/Shanghai'
const active: MeterInput = { stage: 'active', averageOrderFen: null, isAsking: false, actorUserId: 'lin' }
const daysAgo = (...days: number[]) => days.map((day) => sampleBubble(asOf - day * dayMs - hourMs))
const meter = (bubbles: SentBubble[], changes: Partial<MeterInput> = {}, at = asOf) =>
  cadenceMeter(bubbles, { ...active, ...changes }, at, zone)
const rules = (...args: Parameters<typeof meter>) => meter(...args).reasons.map(({ ruleId }) => ruleId)

describe('cadenceMeter', () => {
  it('shows an untouched customer in golden hours', () => {
    expect(meter([])).toEqual({
      weekCount: 0,
      weekCap: 4,
      dayCount: 0,
      dayCap: 2,
      monthCount: 0,
      monthCap: null,
      serviceToday: 0,
      serviceCap: 1,
      isFull: false,
      bubblesNow: 0,
      bubbleCap: 3,
      isGolden: true,
      goldenWindow: '19-22',
      hint: null,
      nextSlotAt: asOf,
      needsReason: false,
      reasons: [],
      serviceReasons: [],
    })
  })

  it('counts the last 7 local days with today, and the last 30', () => {
    const counted = meter(daysAgo(0, 6, 7, 29, 30))
    expect([counted.dayCount, counted.weekCount, counted.monthCount]).toEqual([1, 2, 4])
  })

  it('ignores what lies in the future', () => {
    expect(meter([sampleBubble(asOf + 1)]).weekCount).toBe(0)
  })

  it.each([
    [3, [], false],
    [4, ['CAD-02'], true],
    [5, ['CAD-02'], true],
  ])('after %i touches this week: reasons %o, full %s', (count, expected, isFull) => {
    const bubbles = daysAgo(...Array.from({ length: count }, (_, index) => index + 1))
    expect(rules(bubbles)).toEqual(expected)
    expect(meter(bubbles)).toMatchObject({ isFull, needsReason: isFull })
  })

  it('warns a newcomer at two touches a day or six a week, whichever comes first (C4)', () => {
    const twice = [sampleBubble(asOf - 3 * hourMs), sampleBubble(asOf - 2 * hourMs)]
    expect(rules(twice.slice(1), { stage: 'new' })).toEqual([])
    expect(rules(twice, { stage: 'new' })).toEqual(['CAD-04'])
    expect(rules(daysAgo(1, 2, 3, 4, 5, 6), { stage: 'new' })).toEqual(['CAD-01'])
  })

  it('counts touches of all advisors', () => {
    const bubbles = daysAgo(1, 2, 3, 4).map((bubble) => ({ ...bubble, actorUserId: 'he' }))
    expect(rules(bubbles)).toEqual(['CAD-02'])
  })

  it('adds a monthly cap from an average order of 2000 元 (CAD-07, C5)', () => {
    const bubbles = daysAgo(1, 8, 9, 20, 29)
    expect(rules(bubbles, { averageOrderFen: 200_000 })).toEqual(['CAD-07'])
    expect(rules(bubbles, { averageOrderFen: 199_999 })).toEqual([])
    expect(rules(bubbles.slice(1), { averageOrderFen: 200_000 })).toEqual([])
  })

  it('never limits a reply, at any count or hour', () => {
    const night = asOf + 3 * hourMs
    expect(meter(daysAgo(0, 1, 2, 3, 4), { isAsking: true }, night)).toMatchObject({
      isFull: true,
      needsReason: false,
      reasons: [],
    })
    const replies = daysAgo(0, 1, 2, 3, 4).map((bubble) => ({ ...bubble, isReply: true }))
    expect(meter(replies).weekCount).toBe(0)
  })

  it('shows service messages outside the quota (C23)', () => {
    const service = [sampleBubble(asOf - hourMs, { contentType: 'service' })]
    expect(meter(service)).toMatchObject({ serviceToday: 1, weekCount: 0, needsReason: false })
  })

  it.each([
    [-13 * hourMs - 1, true, false],
    [-13 * hourMs, false, false],
    [-11 * hourMs - minuteMs, false, false],
    [0, false, false],
    [2 * hourMs - 1, false, false],
    [2 * hourMs, true, false],
  ])('asks a reason from 22:00 to 07:00 only: offset %i ms, %s', (offset, asks) => {
    expect(rules([], {}, asOf + offset)).toEqual(asks ? ['CAD-05'] : [])
  })

  it('only hints outside golden hours', () => {
    const afternoon = asOf - 5 * hourMs
    expect(meter([], {}, afternoon)).toMatchObject({
      isGolden: false,
      hint: '黄金时段 19-22',
      needsReason: false,
    })
  })

  it('lets a bubble join the open touch when the week is full, up to three (CAD-06)', () => {
    const before = daysAgo(1, 2, 3)
    const open = (count: number) =>
      Array.from({ length: count }, (_, index) => sampleBubble(asOf - 5 * minuteMs + index))
    expect(meter([...before, ...open(1)])).toMatchObject({ isFull: true, bubblesNow: 1, needsReason: false })
    expect(rules([...before, ...open(3)])).toEqual(['CAD-06'])
    expect(rules([...before, ...open(1)], {}, asOf + 5 * minuteMs)).toEqual([])
    expect(rules([...before, ...open(1)], {}, asOf + 5 * minuteMs + 1)).toEqual(['CAD-02'])
    expect(rules([...before, ...open(1)], { actorUserId: 'he' })).toEqual(['CAD-02'])
  })

  it('does not let an offer slip in behind a service message', () => {
    const bubbles = [...daysAgo(1, 2, 3, 4), sampleBubble(asOf - minuteMs, { contentType: 'service' })]
    expect(rules(bubbles)).toEqual(['CAD-02'])
  })

  it('lets an AIDA chain have its four steps', () => {
    const chain = aidaSteps.map((aidaStep, index) => sampleBubble(asOf - minuteMs + index, { aidaStep }))
    expect(rules(chain.slice(0, 3))).toEqual([])
    expect(rules(chain)).toEqual(['CAD-06'])
  })

  it('names the next golden time on a day that has room', () => {
    const full = meter(daysAgo(0, 1, 2, 6))
    expect(full.nextSlotAt).toBe(Date.parse('2026-03-19T07:00:00+08:00'))
    const fuller = meter(daysAgo(0, 1, 2, 3))
    expect(fuller.nextSlotAt).toBe(Date.parse('2026-03-22T07:00:00+08:00'))
  })

  it('goes by the numbers of the store', () => {
    const set = {
      'CAD-02.weekCap': 2,
      'CAD-06.messages': 2,
      'CAD-07.averageOrderFen': 100_000,
      'CAD-07.monthCap': 1,
      'CAD-05.eveningFrom': 20,
      'CAD-05.quietFrom': 21,
      'CAD-05.eveningUntil': 21,
    }
    const at = Date.parse('2026-03-18T21:00:00+08:00')
    const touched = [at - 2 * dayMs, at - dayMs].map((sentAt) => sampleBubble(sentAt))
    const set21 = meter(touched, { rules: set, averageOrderFen: 100_000 }, at)
    expect(set21).toMatchObject({ weekCap: 2, monthCap: 1, bubbleCap: 2, isGolden: false })
    expect(set21.reasons).toEqual([
      { ruleId: 'CAD-02', text: '本周已触达 2/2 次，再发易被屏蔽' },
      { ruleId: 'CAD-07', text: '本月已触达 2/1 次' },
      { ruleId: 'CAD-05', text: '现在是21点到7点，容易打扰' },
    ])
    expect(meter(touched, {}, at).reasons).toEqual([])
    const full = [at, at + 1].map((sentAt) => sampleBubble(sentAt))
    expect(rules(full, { rules: { 'CAD-06.messages': 2 } }, at + 2)).toEqual(['CAD-06'])
    expect(rules(full, {}, at + 2)).toEqual([])
  })
})
