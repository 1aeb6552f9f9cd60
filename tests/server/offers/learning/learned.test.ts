import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../../../support/databases.ts'
import { testNow } from '../../../support/build-app.ts'
import { advisor } from '../../journey/store.ts'
import { offerStore, type OfferStore } from '../offer-store.ts'

const day = 86_400_000

describe.each(engines)('the choice of the day on $name', ({ open }) => {
  let store: OfferStore
  beforeAll(async () => {
    store = await offerStore(await open())
    await store.publish('three', { rewards: [{ kind: 'amount', amountFen: 300 }], minSpendFen: 0 })
  })
  afterAll(() => store.close())

  /** Sent, never redeemed and long over. */
  async function coupons(from: number, to: number): Promise<void> {
    const { db } = store.context
    const { decisionId } = await db.selectFrom('decision').select('decisionId').executeTakeFirstOrThrow()
    const rows = Array.from({ length: to - from }, (_, index) => ({
      couponId: `past-${from + index}`,
      tokenHash: `past-token-${from + index}`,
      code: `PAST-${from + index}`,
      customerId: 'cus_somebody',
      offerId: `past-${index % 2}`,
      offerVersionId: 'past-v1',
      issuedBy: advisor,
      state: 'expired' as const,
      headline: '旧券',
      rewardsJson: '[]',
      costFen: 300,
      decisionId,
      capsJson: '{}',
      issuedAt: testNow - 9 * day,
      sentAt: testNow - 9 * day,
      expiresAt: testNow - 8 * day,
      changedAt: testNow - 8 * day,
    }))
    for (let at = 0; at < rows.length; at += 50)
      await db
        .insertInto('coupon')
        .values(rows.slice(at, at + 50))
        .execute()
  }
  const rowsOf = async (externalUserId: string) =>
    store.context.db
      .selectFrom('decision')
      .innerJoin('customer', 'customer.customerId', 'decision.customerId')
      .select(['decision.decisionId', 'chosenOfferId', 'propensity', 'mode', 'segment', 'candidatesJson'])
      .where('customer.externalUserId', '=', externalUserId)
      .orderBy('decision.createdAt')
      .orderBy('decision.decisionId')
      .execute()
  const panelOf = async (externalUserId: string) =>
    (await store.as(advisor)('getPanel', { params: { externalUserId } })).body.recommendation.data
  const later = () => {
    store.clock.at += 3_600_000
  }

  it('is deterministic below 500 sent coupons', async () => {
    const externalUserId = await store.customerWorth(50_000)
    await store.offersOf(externalUserId)
    await coupons(0, 499)
    later()
    const { eligible } = await store.offersOf(store.personId(1))
    const [row] = await rowsOf(store.personId(1))
    expect(row).toMatchObject({
      chosenOfferId: eligible[0]?.offerId,
      propensity: 1,
      mode: 'deterministic',
      segment: expect.stringMatching(/^[a-z-]+\/[a-z]+$/),
    })
  })

  it('is drawn once from 500 on, stored with its propensity, and read afterwards', async () => {
    await coupons(499, 500)
    later()
    const seen = new Set<string | null>()
    for (const place of [2, 3, 4, 5, 6, 7, 8, 9]) {
      const externalUserId = store.personId(place)
      const { eligible } = await store.offersOf(externalUserId)
      const [row] = await rowsOf(externalUserId)
      expect(row?.mode).toBe('single')
      const { arms } = JSON.parse(row?.candidatesJson ?? '{}') as {
        arms: { armId: string | null; propensity: number }[]
      }
      const floor = 0.1 / arms.length
      for (const arm of arms) expect(arm.propensity).toBeGreaterThanOrEqual(floor - 1e-12)
      expect(arms.reduce((sum, { propensity }) => sum + propensity, 0)).toBeCloseTo(1, 9)
      expect(arms.find(({ armId }) => armId === row?.chosenOfferId)?.propensity).toBe(row?.propensity)
      const data = await panelOf(externalUserId)
      expect(await rowsOf(externalUserId)).toEqual([row])
      if (row?.chosenOfferId) expect(data.offers[0].offerId).toBe(row.chosenOfferId)
      else expect(data.noOffer.title).toBe('不建议发券')
      expect(eligible.length).toBeGreaterThan(0)
      seen.add(row?.chosenOfferId ?? null)
    }
    expect(seen.size).toBeGreaterThan(1)
  })

  it('says 不建议发券 with the numbers when nothing was chosen, and the offers stay usable', async () => {
    const externalUserId = store.personId(0)
    await store.offersOf(externalUserId)
    const [row] = await rowsOf(externalUserId)
    await store.context.db
      .updateTable('decision')
      .set({ chosenOfferId: null })
      .where('decisionId', '=', row?.decisionId ?? '')
      .execute()
    const data = await panelOf(externalUserId)
    expect(data).toMatchObject({ offers: [], noOffer: { title: '不建议发券' } })
    expect(data.noOffer.reasons.join()).toMatch(/不发券预计也有[\d.]+%会买.*最好的一项「.+」.*概率[\d.]+%/)
    const { eligible, noOfferText } = await store.offersOf(externalUserId)
    expect(noOfferText).toContain('不建议发券')
    const offerId = eligible[0]?.offerId
    const body = { offerId, override: { kind: 'asked' } }
    const issued = await store.as(advisor)('issueCoupon', { params: { externalUserId }, body })
    expect(issued.status).toBe(200)
  })

  it('is drawn anew when the facts change', async () => {
    const externalUserId = store.personId(2)
    const before = await rowsOf(externalUserId)
    const event = {
      eventId: 'look',
      externalUserId,
      type: 'view',
      sku: 'CREAM',
      occurredAt: store.clock.at - 1,
    }
    await store.shop('ingestEvents', [event])
    await store.offersOf(externalUserId)
    expect(await rowsOf(externalUserId)).toHaveLength(before.length + 1)
  })
})
