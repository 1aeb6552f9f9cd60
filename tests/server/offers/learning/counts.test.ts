import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCounts } from '../../../../src/server/offers/learning/counts.ts'
import { engines, type TestDatabase } from '../../../support/databases.ts'

const hour = 3_600_000
const asOf = Date.UTC(2026, 2, 10, 12)
const longAgo = asOf - 90 * hour

describe.each(engines)('what became of coupons on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.destroy())

  async function decision(id: string, row: object = {}): Promise<void> {
    const plain = {
      modelVersion: 'm',
      offersVersion: 'o',
      factsHash: id,
      factsJson: '{}',
      refusalsJson: '[]',
    }
    await database.db
      .insertInto('decision')
      .values({
        ...plain,
        decisionId: id,
        customerId: id,
        localDay: 1,
        candidatesJson: '{}',
        chosenOfferId: 'o',
        mode: 'single',
        segment: 's1',
        propensity: 0.4,
        createdAt: longAgo,
        ...row,
      })
      .execute()
  }
  let made = 0
  async function coupon(decisionId: string, row: object = {}): Promise<void> {
    made += 1
    await database.db
      .insertInto('coupon')
      .values({
        couponId: `c${made}`,
        tokenHash: `t${made}`,
        code: `k${made}`,
        customerId: `holder-${made}`,
        offerId: 'o',
        offerVersionId: 'v',
        issuedBy: 'lin',
        state: 'expired',
        headline: '券',
        rewardsJson: '[]',
        costFen: 100,
        capsJson: '{}',
        decisionId,
        issuedAt: longAgo,
        sentAt: longAgo,
        expiresAt: asOf - 1,
        changedAt: longAgo,
        ...row,
      })
      .execute()
  }

  it('counts ended coupons by offer and segment, once an hour', async () => {
    await decision('first')
    await decision('second', { segment: 's2' })
    await coupon('first', { state: 'redeemed' })
    await coupon('first')
    await coupon('second', { state: 'redeemed' })
    await coupon('second', { state: 'refunded' })
    await coupon('first', { state: 'voided' })
    await coupon('first', { state: 'claimed', expiresAt: asOf })
    await coupon('first', { sentAt: null, state: 'lapsed' })
    await coupon('first', { offerId: 'other' })
    const counts = createCounts()
    expect(
      (await createCounts()(database.db, asOf, { learnFromCoupons: 8, rules: {} })).offer('o', 's1').all
        .trials,
    ).toBe(0)
    const counted = await counts(database.db, asOf, { learnFromCoupons: 7, rules: {} })
    expect(counted.sentCoupons).toBe(7)
    expect(counted.offer('o', 's1')).toEqual({
      all: { trials: 4, successes: 2 },
      segment: { trials: 2, successes: 1 },
    })
    expect(counted.offer('unknown', 's1').all).toEqual({ trials: 0, successes: 0 })
    await coupon('first')
    expect((await counts(database.db, asOf + hour - 1, { learnFromCoupons: 7, rules: {} })).sentCoupons).toBe(
      7,
    )
    expect((await counts(database.db, asOf + hour, { learnFromCoupons: 7, rules: {} })).sentCoupons).toBe(8)
  })

  it('counts a day without an offer, and whether an order followed within 24 hours', async () => {
    const none = { chosenOfferId: null }
    const order = (customerId: string, orderedAt: number) =>
      database.db
        .insertInto('purchaseOrder')
        .values({
          orderId: `order-${customerId}`,
          customerId,
          status: 'paid',
          createdAt: orderedAt,
          orderedAt,
          orderedDay: 1,
          itemsJson: '[]',
          paidFen: 100,
          refundedFen: 0,
          shippingFen: 0,
          netFen: 100,
          rowHash: '',
        })
        .execute()
    await decision('buys', none)
    await decision('buys-again', { ...none, customerId: 'buys', createdAt: longAgo + 1 })
    await order('buys', longAgo + 24 * hour - 1)
    await decision('buys-late', { ...none, mode: 'holdOut', propensity: 1, segment: 's2' })
    await order('buys-late', longAgo + 24 * hour)
    await decision('refused', { ...none, propensity: 1 })
    await decision('recent', { ...none, createdAt: asOf - 24 * hour + 1 })
    await decision('overruled', none)
    await coupon('overruled', { customerId: 'overruled', issuedAt: longAgo + 1 })
    const counted = await createCounts()(database.db, asOf, { learnFromCoupons: 0, rules: {} })
    expect(counted.noOffer('s2')).toEqual({
      all: { trials: 2, successes: 1 },
      segment: { trials: 1, successes: 0 },
    })
  })
})
