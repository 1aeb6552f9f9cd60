import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Review } from '../../../src/contract/review.ts'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { engines } from '../../support/databases.ts'
import { testNow } from '../../support/build-app.ts'
import { dayMs, hourMs, reviewStore, type ReviewStore } from './review-store.ts'

const midnight = Date.parse('2026-03-10T00:00:00+08:00')
const weekStart = midnight - 6 * dayMs
const at = testNow - hourMs

describe.each(engines)('coupons in the review on $name', ({ open }) => {
  let store: ReviewStore
  let review: Review
  beforeAll(async () => {
    store = await reviewStore(await open())
    const { coupon, decision, order, offer, db } = store
    const people = Array.from({ length: 20 }, (_, place) => `p${place}`)
    await store.customers([...people, 'held', 'nothing', 'early'])
    await store.customers(['out', 'out-sent'], { optedOutAt: testNow - dayMs })
    await offer('o', { name: '满299减30', audience: [], campaignId: 'spring' })
    await offer('v', { name: '贵客券', audience: [{ kind: 'isVip' }] })
    await db
      .insertInto('product')
      .values(
        [
          { sku: 'A', priceFen: 10_000, costFen: 3_000 },
          { sku: 'B', priceFen: 10_000, costFen: 5_000 },
          { sku: 'C', priceFen: 99_900, costFen: null },
        ].map((row) => ({
          ...row,
          name: row.sku,
          category: '',
          partnerSkusJson: '[]',
          updatedAt: at,
          rowHash: '',
        })),
      )
      .execute()
    // Due: 20 with an offer that was right, and one who was sent one and opted out since.
    for (const person of people) await decision(person)
    await decision('p0', { createdAt: at + 1 })
    await decision('held', { mode: 'holdOut', chosenOfferId: null })
    await decision('nothing', { chosenOfferId: null })
    await decision('out')
    await decision('early', { createdAt: weekStart - 1 })
    // Sent 12, opened 6, taken 3, redeemed 2 (one of them unopened by any word), refunded 1.
    const opened = { openedAt: at, state: 'opened' as const }
    const claimed = { ...opened, claimedAt: at, state: 'claimed' as const }
    const redeemed = {
      state: 'redeemed' as const,
      redeemedAt: at,
      orderAmountFen: 30_000,
      discountFen: 3_000,
    }
    for (const place of [0, 1, 2, 3, 4]) await coupon(`p${place}`, `s${place}`)
    await coupon('out-sent', 's-out', { issuedAt: weekStart })
    for (const place of [5, 6, 7]) await coupon(`p${place}`, `o${place}`, opened)
    await coupon('p8', 'c8', claimed)
    await coupon('p9', 'r9', { ...redeemed, orderId: 'o9' })
    await order('p9', 'o9', { netFen: 25_000 })
    await coupon('p10', 'f10', {
      ...claimed,
      ...redeemed,
      state: 'refunded',
      refundedAt: at + 1,
      orderId: 'o10',
    })
    // Not counted: never sent, voided, issued a millisecond before the week.
    await coupon('p11', 'i11', { sentAt: null, state: 'lapsed' })
    await coupon('p12', 'x12', { ...opened, state: 'voided' })
    await coupon('p13', 'w13', { issuedAt: weekStart - 1 })
    // Another offer: one redeemed with an order that the shop has not told, one a second time for the same customer.
    const other = { offerId: 'v' }
    await coupon('p9', 'v9', {
      ...other,
      ...redeemed,
      orderId: 'unknown',
      costFen: 9_000,
      discountFen: 9_000,
    })
    await coupon('p0', 'v0', { ...other, costFen: 6_001 })
    const credit = { userId: 'lin', windowDays: 7, computedAt: at, touchId: null }
    await db
      .insertInto('orderCredit')
      .values([
        {
          ...credit,
          orderId: 'o9',
          customerId: 'p9',
          couponId: 'r9',
          method: 'code',
          creditedFen: 25_000,
          orderedAt: at,
        },
        {
          ...credit,
          orderId: 'o7',
          customerId: 'p7',
          couponId: 'o7',
          method: 'touch',
          creditedFen: 8_000,
          orderedAt: at,
        },
        {
          ...credit,
          orderId: 'ow',
          customerId: 'p9',
          couponId: 'r9',
          method: 'code',
          creditedFen: 9_000,
          orderedAt: weekStart - 1,
        },
        {
          ...credit,
          orderId: 'ot',
          customerId: 'p7',
          couponId: null,
          method: 'touch',
          creditedFen: 1_000,
          orderedAt: at,
        },
      ])
      .execute()
    review = await store.review()
  })
  afterAll(() => store.close())
  const offerOf = (offerId: string) => review.offers.find((offer) => offer.offerId === offerId)

  it('the funnel counts people, nobody twice, neither hold-out nor opted out among the due', () => {
    expect(review.funnel.steps.map(({ name, people }) => `${name} ${people}`)).toEqual([
      '应触达 21',
      '已发 12',
      '打开 6',
      '领取 3',
      '核销 2',
      '退款 1',
    ])
    expect(review.funnel.weakest).toMatchObject({ from: '已发', to: '打开', text: '最弱：已发>打开 50%' })
  })

  it('REV-01 is silent while clicks and payments hold', () => {
    expect(review.funnel.suggestions).toEqual([])
  })

  it('an offer shows its steps, its cost and what is credited to it', () => {
    expect(offerOf('o')).toMatchObject({
      name: '满299减30',
      campaignId: 'spring',
      issued: 13,
      sent: 12,
      opened: 6,
      claimed: 3,
      redeemed: 2,
      refunded: 1,
      redemption: { value: 2 / 12, text: '16.6%' },
      unitCostFen: 3_000,
      capPercent: 10,
      marginCapPercent: 18,
      costFen: 3_000,
      attributed: { orders: 2, creditedFen: 33_000 },
    })
    expect(offerOf('o')?.blanketWarning).toContain('面向所有人')
    expect(offerOf('v')?.blanketWarning).toBeNull()
  })

  it('OFF-06 and OFF-07 take the margin of the orders before the coupon', () => {
    expect(review.margin).toEqual({ percent: 60, isAssumed: false })
    // (25,000 paid + 3,000 off) × 60 % = 16,800; the refunded coupon neither costs nor earns.
    expect(offerOf('o')).toMatchObject({
      grossMarginFen: 16_800,
      marginShare: { value: 3_000 / 16_800, text: '17.8%', limitPercent: 30, isAlert: false },
      roi: { value: 5.6, text: '1:5.6', target: 5, isReached: true },
      targeting: null,
    })
    // 30,000 × 60 % = 18,000 for 9,000: half of the margin.
    expect(offerOf('v')).toMatchObject({
      grossMarginFen: 18_000,
      marginShare: { value: 0.5, text: '50%', isAlert: true },
      roi: { value: 2, isReached: false },
      targeting: { isRoiReached: false, isWithinMargin: false },
      unitCostFen: 7_501,
      costFen: 9_000,
      reservedFen: 6_001,
    })
  })

  it('MET-06 is said of a campaign, without inventing who brought whom', () => {
    expect(review.campaigns).toMatchObject([
      {
        ruleId: 'MET-06',
        campaignId: 'spring',
        participation: { part: 3, whole: 12, text: '25%' },
        viralFactor: null,
        costPerConversionFen: 3_000,
      },
    ])
  })

  it('says of an increment only that it cannot be told yet', () => {
    expect(review.increment).toMatchObject({ isMeasurable: false, orderLift: null, holdOutCustomers: 1 })
    expect(offerOf('o')?.increment).toMatchObject({ isMeasurable: false })
    expect(offerOf('o')?.increment.text).toContain('还不能测')
  })

  it('follows the numbers of the store', async () => {
    await changeSettings(store.context, { rules: { 'OFF-06.percent': 17, 'MET-05.openPercent': 51 } })
    review = await store.review()
    expect(offerOf('o')?.marginShare).toMatchObject({ limitPercent: 17, isAlert: true })
    expect(review.funnel.suggestions.map(({ place, reason }) => [place, reason])).toEqual([
      ['landingPage', '全部优惠：12人里6人点击，低于51%，先改落地页'],
      ['landingPage', '满299减30：12人里6人点击，低于51%，先改落地页'],
      ['landingPage', '贵客券：2人里1人点击，低于51%，先改落地页'],
    ])
  })
})

describe.each(engines)('REV-01 on $name', ({ open }) => {
  it('asks for an incentive or for the payment flow by what the shop tells of checkouts', async () => {
    const store = await reviewStore(await open())
    const people = Array.from({ length: 20 }, (_, place) => `p${place}`)
    await store.customers(people)
    await store.offer('o', { name: '券' })
    for (const person of people) await store.coupon(person, `k-${person}`, { openedAt: at, state: 'opened' })
    const places = async () => {
      const { suggestions } = (await store.review()).funnel
      return suggestions.filter(({ name }) => name === '券').map(({ place }) => place)
    }
    expect(await places()).toEqual(['paymentFlow', 'incentive'])
    await store.event('somebody', 'checkout_start', at)
    expect(await places()).toEqual(['incentive'])
    await store.event('p0', 'checkout_start', at)
    expect(await places()).toEqual(['paymentFlow'])
    await store.close()
  })
})
