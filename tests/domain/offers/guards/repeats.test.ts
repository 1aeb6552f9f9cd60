import { describe, expect, it } from 'vitest'
import { dayMs } from '../../../../src/domain/calendar.ts'
import type { ReceivedCoupon } from '../../../../src/domain/offers/context.ts'
import { repeatRefusals } from '../../../../src/domain/offers/guards/repeats.ts'
import type { OfferTerms } from '../../../../src/domain/offers/offer.ts'
import { asOf, sampleFacts } from '../../customers/sample-facts.ts'
import { sampleContext, sampleOffer } from '../sample-offer.ts'

const percent: OfferTerms['rewards'] = [{ kind: 'percent', payPercent: 70, maxDiscountFen: 5_000 }]

function textsAfter(
  days: number,
  terms: Partial<OfferTerms>,
  received: Partial<ReceivedCoupon> = {},
): string[] {
  const coupon: ReceivedCoupon = {
    offerId: 'o',
    rewardKinds: ['amount'],
    issuedAt: asOf - days * dayMs,
    ...received,
  }
  const context = sampleContext({ received: [coupon] })
  return repeatRefusals(sampleOffer('o', terms), sampleFacts(), context).map(({ text }) => text)
}

describe('repeatRefusals', () => {
  it.each([
    [29, ['30天内已发过这张券']],
    [30, []],
    [31, []],
  ])('the same offer %i days later, repeatable after 30 (OFF-13): %o', (days, texts) => {
    expect(textsAfter(days, { repeatAfterDays: 30 })).toEqual(texts)
  })

  it('never repeats an offer that is once per person', () => {
    expect(textsAfter(900, { repeatAfterDays: null })).toEqual(['每人限一次，已经发过'])
  })

  it.each([
    [true, true, ['新客优惠每人限一次，已经发过']],
    [true, false, []],
    [false, true, []],
  ])('newcomers only %s, had one %s (OFF-13): %o', (isForNewcomers, hadNewcomerOffer, texts) => {
    const context = sampleContext({ received: [], hadNewcomerOffer })
    const offer = sampleOffer('o', { isForNewcomers, repeatAfterDays: 30 })
    expect(repeatRefusals(offer, sampleFacts(), context).map(({ text }) => text)).toEqual(texts)
  })

  it('counts local days, not hours', () => {
    const lateYesterday = { issuedAt: asOf - 21 * 3_600_000 }
    expect(textsAfter(0, { repeatAfterDays: 1 }, lateYesterday)).toEqual([])
  })

  it.each([
    [29, ['30天内已发同类']],
    [30, []],
  ])('another percent offer %i days earlier (RISK-05): %o', (days, texts) => {
    expect(textsAfter(days, { rewards: percent }, { offerId: 'other', rewardKinds: ['percent'] })).toEqual(
      texts,
    )
  })

  it('lets kinds that do not wear out follow each other, and birthdays pass', () => {
    const other = {
      offerId: 'other',
      rewardKinds: ['freeShipping', 'percent'] as ReceivedCoupon['rewardKinds'],
    }
    expect(textsAfter(2, { rewards: [{ kind: 'freeShipping' }] }, other)).toEqual([])
    expect(textsAfter(2, { rewards: percent, audience: [{ kind: 'birthdayToday' }] }, other)).toEqual([])
  })
})
