import { describe, expect, it } from 'vitest'
import { cadenceMeter, type MeterInput } from '../../../src/domain/cadence/meter.ts'
import { serviceOn, serviceReasons } from '../../../src/domain/cadence/service-quota.ts'
import { groupTouches } from '../../../src/domain/cadence/touch-grouping.ts'
import { dayMs, hourMs, localDay, minuteMs } from '../../../src/domain/calendar.ts'
import { asOf } from '../customers/sample-facts.ts'
import { sampleBubble } from './sample-bubble.ts'

const zone = 'Asia/Shanghai'
const service = (sentAt: number, changes = {}) => sampleBubble(sentAt, { contentType: 'service', ...changes })
const counted = (...bubbles: ReturnType<typeof service>[]) =>
  serviceOn(groupTouches(bubbles), localDay(asOf, zone), zone)
const active: MeterInput = { stage: 'active', averageOrderFen: null, isAsking: false, actorUserId: 'lin' }

describe('service messages of a day (C23)', () => {
  it('are the touches of that local day that carry nothing else', () => {
    expect(counted(service(asOf))).toBe(1)
    expect(counted(service(asOf - dayMs))).toBe(0)
    expect(counted(service(asOf), sampleBubble(asOf + 1))).toBe(0)
    expect(counted(service(asOf, { isReply: true }))).toBe(0)
  })

  it.each([
    [0, undefined, []],
    [1, undefined, ['今天已发服务消息 1/1 次']],
    [2, undefined, ['今天已发服务消息 2/1 次']],
    [1, 2, []],
    [2, 2, ['今天已发服务消息 2/2 次']],
  ])('after %i with the cap %s', (count, cap, texts) => {
    const reasons = serviceReasons(count, cap === undefined ? {} : { 'C23.perDay': cap })
    expect(reasons.map(({ text }) => text)).toEqual(texts)
  })
})

describe('the meter for a service message', () => {
  const meter = (bubbles: ReturnType<typeof service>[], changes: Partial<MeterInput> = {}, at = asOf) =>
    cadenceMeter(bubbles, { ...active, ...changes }, at, zone)
  const ids = (...args: Parameters<typeof meter>) => meter(...args).serviceReasons.map(({ ruleId }) => ruleId)

  it('warns at the second of a day and leaves the quota alone', () => {
    const once = [service(asOf - hourMs)]
    expect(meter(once)).toMatchObject({ serviceToday: 1, serviceCap: 1, weekCount: 0, reasons: [] })
    expect(ids([])).toEqual([])
    expect(ids(once)).toEqual(['C23'])
    expect(ids(once, { rules: { 'C23.perDay': 2 } })).toEqual([])
    expect(ids(once, { isAsking: true })).toEqual([])
  })

  it('is not stopped by a full week, nor by the touch that it joins', () => {
    const week = [1, 2, 3, 4].map((days) => sampleBubble(asOf - days * dayMs))
    expect(meter(week).reasons).toMatchObject([{ ruleId: 'CAD-02' }])
    expect(ids(week)).toEqual([])
    expect(ids([service(asOf - minuteMs)])).toEqual([])
    expect(ids([service(asOf - 3), service(asOf - 2), service(asOf - 1)])).toEqual(['CAD-06'])
  })

  it('asks for a reason at night', () => {
    expect(ids([], {}, Date.parse('2026-03-18T22:00:00+08:00'))).toEqual(['CAD-05'])
  })
})
