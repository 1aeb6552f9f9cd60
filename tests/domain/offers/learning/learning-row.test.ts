import { describe, expect, it } from 'vitest'
import { hourMs, localDay } from '../../../../src/domain/calendar.ts'
import {
  type DrawnDecision,
  independentDecisions,
  isOverridden,
  learningRow,
  type RowContext,
} from '../../../../src/domain/offers/learning/learning-row.ts'
import type { SentCoupon } from '../../../../src/domain/offers/learning/realised-profit.ts'
import { regulars, sampleArms } from './generated-choices.ts'

const timeZone = 'Asia/Shanghai'
/** 20:00 in Shanghai. */
const decidedAt = Date.UTC(2026, 2, 18, 12)
const midnight = decidedAt + 4 * hourMs
const windowMs = 24 * hourMs

const drawn = (changes: Partial<DrawnDecision> = {}): DrawnDecision => ({
  customerId: 'c1',
  decidedAt,
  localDay: localDay(changes.decidedAt ?? decidedAt, timeZone),
  segment: regulars,
  chosenOfferId: 'a',
  arms: sampleArms,
  windowMs,
  ...changes,
})
const sent = (offerId: string, sentAt: number): SentCoupon => ({ offerId, sentAt, redeemed: null })
const context = (changes: Partial<RowContext> = {}): RowContext => ({
  asOf: decidedAt + windowMs,
  timeZone,
  marginShare: 0.7,
  orders: [],
  coupons: [],
  ...changes,
})

describe('learningRow', () => {
  it('attaches the profit of the window to the choice', () => {
    const orders = [
      { orderId: 'in', orderedAt: decidedAt + windowMs - 1, netFen: 10_000 },
      { orderId: 'after', orderedAt: decidedAt + windowMs, netFen: 90_000 },
      { orderId: 'before', orderedAt: decidedAt - 1, netFen: 90_000 },
    ]
    expect(learningRow(drawn(), context({ orders }))).toEqual({
      customerId: 'c1',
      segment: regulars,
      armId: 'a',
      arms: sampleArms,
      profitFen: 7_000,
    })
  })

  it('a refunded order, which is no paid one any more, and a coupon given back bring and cost nothing', () => {
    const row = learningRow(drawn(), context({ coupons: [sent('a', decidedAt)] }))
    expect(row).toMatchObject({ profitFen: 0 })
  })

  it('waits until the window is over, its end inclusive', () => {
    const end = decidedAt + windowMs
    expect(learningRow(drawn(), context({ asOf: end - 1 }))).toBe('running')
    expect(learningRow(drawn(), context({ asOf: end }))).toMatchObject({ armId: 'a' })
  })

  it('learns nothing from a choice of one', () => {
    expect(learningRow(drawn({ arms: sampleArms.slice(2), chosenOfferId: null }), context())).toBe('certain')
  })

  it('leaves an override out', () => {
    expect(learningRow(drawn(), context({ coupons: [sent('b', decidedAt)] }))).toBe('overridden')
  })
})

describe('isOverridden', () => {
  const when = (chosenOfferId: string | null, ...coupons: SentCoupon[]) =>
    isOverridden({ chosenOfferId, decidedAt }, coupons, timeZone)

  it('when another offer was sent, or one although none was chosen', () => {
    expect(when('a', sent('b', decidedAt))).toBe(true)
    expect(when(null, sent('a', decidedAt))).toBe(true)
  })

  it('not when the chosen one was sent, or nothing', () => {
    expect(when('a', sent('a', decidedAt))).toBe(false)
    expect(when('a')).toBe(false)
    expect(when(null)).toBe(false)
  })

  it('the first of the day decides: what followed a taken advice does not undo it', () => {
    expect(when('a', sent('b', decidedAt + 2), sent('a', decidedAt + 1))).toBe(false)
    expect(when('a', sent('a', decidedAt + 2), sent('b', decidedAt + 1))).toBe(true)
  })

  it('on the local day of the decision only, from the decision on', () => {
    expect(when('a', sent('b', decidedAt - 1))).toBe(false)
    expect(when('a', sent('b', midnight - 1))).toBe(true)
    expect(when('a', sent('b', midnight))).toBe(false)
  })
})

describe('independentDecisions', () => {
  it('counts the first of several decisions a day', () => {
    const isFree = independentDecisions()
    const short = { windowMs: hourMs }
    expect(isFree(drawn(short))).toBe(true)
    expect(isFree(drawn({ ...short, decidedAt: decidedAt + 2 * hourMs }))).toBe(false)
    expect(isFree(drawn({ ...short, decidedAt: midnight }))).toBe(true)
  })

  it('lets no two windows of a customer overlap', () => {
    const isFree = independentDecisions()
    expect(isFree(drawn())).toBe(true)
    expect(isFree(drawn({ decidedAt: decidedAt + windowMs - 1 }))).toBe(false)
    expect(isFree(drawn({ decidedAt: decidedAt + windowMs }))).toBe(true)
  })

  it('a decision that did not count holds no other one up', () => {
    const isFree = independentDecisions()
    isFree(drawn())
    isFree(drawn({ decidedAt: midnight, windowMs: 90 * hourMs }))
    expect(isFree(drawn({ decidedAt: decidedAt + windowMs }))).toBe(true)
  })

  it('leaves other customers alone', () => {
    const isFree = independentDecisions()
    isFree(drawn())
    expect(isFree(drawn({ customerId: 'c2' }))).toBe(true)
  })
})
