import { describe, expect, it } from 'vitest'
import { offerSettings } from '../../../../src/domain/offers/context.ts'
import { contactRefusals, isQuizFirst } from '../../../../src/domain/offers/guards/contact.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { sampleContext } from '../sample-offer.ts'

const codes = (...args: Parameters<typeof contactRefusals>) =>
  contactRefusals(...args).map(({ code }) => code)

describe('contactRefusals', () => {
  it('lets an ordinary customer pass', () => {
    expect(contactRefusals(sampleFacts(), sampleContext())).toEqual([])
  })

  it('names every reason at once', () => {
    const facts = sampleFacts({
      isOptedOut: true,
      isInHoldOut: true,
      hasOpenComplaint: true,
      daysSinceAdded: 0,
      orderCount: 0,
    })
    expect(codes(facts, sampleContext({ liveCouponId: 'c1' }))).toEqual([
      'optedOut',
      'holdOut',
      'complaintOpen',
      'quizFirst',
      'liveCoupon',
    ])
  })

  it('allows a second live coupon where the store does', () => {
    const settings = { ...offerSettings, isOneLiveCouponAtATime: false }
    expect(codes(sampleFacts(), sampleContext({ liveCouponId: 'c1', settings }))).toEqual([])
  })
})

describe('isQuizFirst (C11, NBA-18)', () => {
  it.each([
    [0, 0, false, true],
    [1, 0, false, false],
    [0, 1, false, false],
    [0, 0, true, false],
    [null, 0, false, false],
  ])('day %s, %i orders, quiz answered %s: %s', (daysSinceAdded, orderCount, hasAnsweredQuiz, first) => {
    expect(isQuizFirst(sampleFacts({ daysSinceAdded, orderCount, hasAnsweredQuiz }))).toBe(first)
  })

  it.each([
    [1, true],
    [2, true],
    [3, false],
  ])('up to day 3 where the store says so: %i days after the first: %s', (daysSinceAdded, first) => {
    const facts = sampleFacts({ daysSinceAdded, orderCount: 0, rules: { 'NBA-18.day': 3 } })
    expect(isQuizFirst(facts)).toBe(first)
    const said = contactRefusals(facts, sampleContext()).map(({ text }) => text)
    expect(said).toEqual(first ? [`新客第${daysSinceAdded + 1}天，先发肤质测试`] : [])
  })
})
