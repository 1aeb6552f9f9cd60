import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weeklyReview, type ReviewRow } from '../../../src/domain/review/weekly-review.ts'

const row = (changes: Partial<ReviewRow>): ReviewRow => ({
  name: '周三券',
  sentPeople: 1000,
  clickedPeople: 200,
  checkoutPeople: 40,
  paidPeople: 20,
  ...changes,
})
const placesOf = (changes: Partial<ReviewRow>, rules = {}) =>
  weeklyReview([row(changes)], rules).map(({ place }) => place)

describe('weeklyReview (REV-01)', () => {
  it.each([
    [99, ['landingPage']],
    [100, []],
    [101, []],
  ])('%i clicks of 1,000', (clickedPeople, places) => {
    expect(placesOf({ clickedPeople })).toEqual(places)
  })

  it.each([
    [9, ['paymentFlow']],
    [10, []],
    [11, []],
  ])('%i of 200 paid, many began to', (paidPeople, places) => {
    expect(placesOf({ paidPeople })).toEqual(places)
  })

  it.each([
    [9, ['incentive']],
    [10, ['paymentFlow']],
    [11, ['paymentFlow']],
    [null, ['paymentFlow', 'incentive']],
  ])('%s of 200 began to pay, 5 did', (checkoutPeople, places) => {
    expect(placesOf({ checkoutPeople, paidPeople: 5 })).toEqual(places)
  })

  it.each([
    [{ sentPeople: 9, clickedPeople: 0, paidPeople: 0 }, []],
    [{ sentPeople: 10, clickedPeople: 0, paidPeople: 0 }, ['landingPage']],
    [{ sentPeople: 20, clickedPeople: 19, checkoutPeople: 0, paidPeople: 0 }, []],
    [{ sentPeople: 20, clickedPeople: 20, checkoutPeople: 0, paidPeople: 0 }, ['incentive']],
    [{ sentPeople: 0, clickedPeople: 0, checkoutPeople: 0, paidPeople: 0 }, []],
  ])('%o: too few to expect one say nothing', (changes, places) => {
    expect(placesOf(changes)).toEqual(places)
  })

  it('gives the counts as the reason, in the order of the rows', () => {
    const rows = [
      row({ clickedPeople: 50, checkoutPeople: 1, paidPeople: 1 }),
      row({ name: '周五券', paidPeople: 4 }),
    ]
    expect(weeklyReview(rows).map(({ reason }) => reason)).toEqual([
      '周三券：1000人里50人点击，低于10%，先改落地页',
      '周三券：50人里1人付款，低于5%，加一点激励',
      '周五券：200人里4人付款，低于5%，检查支付流程',
    ])
    expect(weeklyReview(rows)[0]).toMatchObject({
      ruleId: 'REV-01',
      part: 50,
      whole: 1000,
      targetPercent: 10,
    })
  })

  it('follows the lines of the store', () => {
    expect(placesOf({}, { 'MET-05.openPercent': 21 })).toEqual(['landingPage'])
    expect(placesOf({}, { 'MET-03.percent': 11 })).toEqual(['paymentFlow'])
  })

  it('more clicks never bring the landing page up', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (one, other) => {
        const isSuggested = (clickedPeople: number) =>
          placesOf({ clickedPeople, checkoutPeople: 0, paidPeople: 0 }).includes('landingPage')
        return isSuggested(Math.min(one, other)) || !isSuggested(Math.max(one, other))
      }),
    )
  })
})
