import { describe, expect, it } from 'vitest'
import { dayMs, hourMs } from '../../../src/domain/calendar.ts'
import { dueJourneyMessages, journeyOf, type JourneyFacts } from '../../../src/domain/welcome/journey.ts'

/** 2026-03-18 20:00 in Shanghai; the next local day begins four hours later. */
const followedAt = Date.UTC(2026, 2, 18, 12)
const dayTwo = followedAt + 4 * hourMs

const newcomer: JourneyFacts = {
  timeZone: 'Asia/Shanghai',
  followedAt,
  quizAnsweredAt: null,
  paidAt: null,
  afterSaleEndsAt: null,
  points: null,
  isOptedOut: false,
  hasOpenComplaint: false,
}
const plan = (changes: Partial<JourneyFacts>) =>
  journeyOf({ ...newcomer, ...changes }).map(({ kind, dueAt }) => [kind, dueAt])

describe('journeyOf (WEL-04)', () => {
  it('starts with the quiz; coupon and product follow on day 2 (C11)', () => {
    expect(plan({})).toEqual([
      ['quiz', followedAt],
      ['coupon', dayTwo],
      ['product', dayTwo],
    ])
  })

  it.each([
    [followedAt + hourMs, followedAt + hourMs],
    [dayTwo - 1, dayTwo - 1],
    [dayTwo + hourMs, dayTwo],
    [followedAt - hourMs, followedAt],
  ])('an answer at %i brings the coupon at %i and ends the quiz', (quizAnsweredAt, couponAt) => {
    expect(plan({ quizAnsweredAt })).toEqual([
      ['coupon', couponAt],
      ['product', couponAt],
    ])
  })

  it('thanks at once, explains on local day 3 (NBA-09) and tells of points after the after-sale period', () => {
    const paidAt = followedAt
    const afterSaleEndsAt = paidAt + 15 * dayMs
    expect(plan({ paidAt, afterSaleEndsAt, points: 120 })).toEqual([
      ['payNotice', paidAt],
      ['usage', dayTwo + 2 * dayMs],
      ['points', afterSaleEndsAt],
    ])
  })

  it.each([
    [null, 120],
    [followedAt + dayMs, null],
    [followedAt + dayMs, 0],
  ])('without an end (%s) or points (%s) says nothing of points', (afterSaleEndsAt, points) => {
    expect(plan({ paidAt: followedAt, afterSaleEndsAt, points }).map(([kind]) => kind)).not.toContain(
      'points',
    )
  })

  it('is empty for who opted out or never came; a complaint leaves the service', () => {
    expect(plan({ isOptedOut: true, paidAt: followedAt })).toEqual([])
    expect(plan({ followedAt: null })).toEqual([])
    expect(plan({ hasOpenComplaint: true })).toEqual([])
    expect(plan({ hasOpenComplaint: true, paidAt: followedAt })).toHaveLength(2)
  })

  it('counts service messages as such (C23)', () => {
    const services = journeyOf({ ...newcomer, paidAt: followedAt }).map(({ isService }) => isService)
    expect(services).toEqual([true, true])
    expect(journeyOf(newcomer).some(({ isService }) => isService)).toBe(false)
  })
})

describe('dueJourneyMessages', () => {
  it('waits with the coupon as long as the store puts the quiz first (NBA-18)', () => {
    const rules = { 'NBA-18.day': 2 }
    const due = (asOf: number) => dueJourneyMessages(newcomer, asOf, [], rules).map(({ kind }) => kind)
    expect(due(dayTwo)).toEqual(['quiz'])
    expect(due(dayTwo + 86_400_000)).toEqual(['quiz', 'coupon', 'product'])
  })

  it.each([
    [followedAt - 1, []],
    [followedAt, ['quiz']],
    [dayTwo - 1, ['quiz']],
    [dayTwo, ['quiz', 'coupon', 'product']],
  ])('at %i: %j', (asOf, kinds) => {
    expect(dueJourneyMessages(newcomer, asOf, []).map(({ kind }) => kind)).toEqual(kinds)
  })

  it('leaves out what went out', () => {
    const due = dueJourneyMessages(newcomer, dayTwo, ['quiz', 'coupon'])
    expect(due.map(({ kind }) => kind)).toEqual(['product'])
  })
})
