import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withHysteresis } from '../../../src/domain/rfm/hysteresis.ts'
import { rfmMoveUp } from '../../../src/domain/rfm/move-up.ts'
import { flagsOf, rfmSegments } from '../../../src/domain/rfm/segment.ts'
import { makeThresholds, makeValues } from './populations.ts'

const thresholds = makeThresholds()

describe('rfmMoveUp', () => {
  it.each([
    ['general-develop', makeValues(50, 1, 10_000), '再有 2 天下单，就是「一般价值客户」'],
    ['important-develop', makeValues(50, 2, 30_000), '再有 1 天下单，就是「重要价值客户」'],
    ['important-keep', makeValues(200, 4, 30_000), '再有 1 天下单，就是「重要价值客户」'],
    ['important-retain', makeValues(200, 1, 30_000), '再有 1 天下单，就是「重要发展客户」'],
    ['general-value', makeValues(50, 4, 10_000), '每次到约 220 元，就是「重要价值客户」'],
  ] as const)('%s %o: %s', (segment, values, expected) => {
    expect(rfmMoveUp(values, segment, thresholds)).toBe(expected)
  })

  it('says nothing at the top', () => {
    expect(rfmMoveUp(makeValues(50, 4, 30_000), 'important-value', thresholds)).toBeNull()
  })

  it('counts past the inertia of many order days', () => {
    const many = makeThresholds({ orderDays: 20 })
    expect(rfmMoveUp(makeValues(50, 20, 30_000), 'important-develop', many)).toBe(
      '再有 3 天下单，就是「重要价值客户」',
    )
  })

  it('comes true for everybody: the segment that it names is reached, and not one order day earlier', () => {
    const values = fc.record({
      recencyDays: fc.nat(364),
      orderDays: fc.integer({ min: 1, max: 60 }),
      meanValueFen: fc.nat(90_000),
    })
    fc.assert(
      fc.property(values, fc.constantFrom(...rfmSegments), fc.nat(40), (now, before, orderDays) => {
        const medians = makeThresholds({ orderDays })
        const segment = withHysteresis(before, now, medians)
        const days = Number(/再有 (\d+) 天/.exec(rfmMoveUp(now, segment, medians) ?? '')?.[1] ?? 0)
        if (days === 0) return
        const after = (count: number) =>
          flagsOf(
            withHysteresis(segment, { ...now, recencyDays: 0, orderDays: now.orderDays + count }, medians),
          )
        const was = flagsOf(segment)
        const rises = (count: number) =>
          Number(after(count).isRecent) + Number(after(count).isFrequent) >
          Number(was.isRecent) + Number(was.isFrequent)
        expect(rises(days)).toBe(true)
        if (days > 1) expect(rises(days - 1)).toBe(false)
      }),
    )
  })
})
