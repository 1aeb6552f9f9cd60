import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testNow } from '../../../support/build-app.ts'
import { engines } from '../../../support/databases.ts'
import { advisor } from '../../journey/store.ts'
import { offerStore, type OfferStore } from '../offer-store.ts'

describe.each(engines)('the offer of a cart on $name', ({ open }) => {
  let store: OfferStore
  beforeAll(async () => {
    store = await offerStore(await open())
  })
  afterAll(() => store.close())

  async function putIn(externalUserId: string, quantity: number): Promise<void> {
    const event = {
      eventId: `cart-${externalUserId}-${quantity}`,
      externalUserId,
      type: 'cart_add',
      sku: 'CREAM',
    }
    const occurredAt = testNow - 3_600_000
    const { body } = await store.shop('ingestEvents', [{ ...event, quantity, occurredAt }])
    expect(body).toMatchObject({ accepted: 1 })
  }
  const cartRow = async (externalUserId: string) => {
    const { eligible, refused } = await store.offersOf(externalUserId)
    return [...eligible, ...refused].find(({ offerId }) => offerId === 'cart-pick')
  }

  it('is "任选2件8折" trimmed to 15 元 for an LTV of 150, and its coupon keeps that version (scenario 8)', async () => {
    const externalUserId = await store.customerWorth(15_000)
    await putIn(externalUserId, 2)
    expect(await cartRow(externalUserId)).toBeUndefined()
    await putIn(externalUserId, 1)
    const row = await cartRow(externalUserId)
    expect(row).toMatchObject({ headline: '任选2件8折 最多减15元', costFen: 1_500, ruleId: 'NBA-04' })
    expect(await cartRow(externalUserId)).toEqual(row)

    const issued = await store.as(advisor)('issueCoupon', {
      params: { externalUserId },
      body: { offerId: 'cart-pick' },
    })
    expect(issued).toMatchObject({ status: 200, body: { coupon: { headline: '任选2件8折 最多减15元' } } })
    const { db } = store.context
    const coupon = await db
      .selectFrom('coupon')
      .innerJoin('offerVersion', 'offerVersion.offerVersionId', 'coupon.offerVersionId')
      .select(['offerVersion.termsJson', 'offerVersion.version', 'coupon.rewardsJson', 'coupon.costFen'])
      .where('coupon.couponId', '=', issued.body.coupon.couponId)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(coupon.termsJson)).toMatchObject({ skus: ['CREAM'], ruleId: 'NBA-04' })
    expect(JSON.parse(coupon.rewardsJson)).toMatchObject([{ kind: 'bundle', maxDiscountFen: 1_500 }])
    expect([coupon.version, coupon.costFen]).toEqual([1, 1_500])

    const token = issued.body.card.link.split('/').at(-1)
    const { code } = (await store.device()('takeClaim', token)).body
    const order = { code, orderId: 'cart-order', orderAmountFen: 64_000 }
    expect(await store.shop('redeemCoupon', order)).toMatchObject({
      status: 200,
      body: { discountFen: 1_500 },
    })
  })

  it('stands in with something else where the ceiling would be a trifle, and says so (C9)', async () => {
    const externalUserId = await store.customerWorth(4_000)
    await putIn(externalUserId, 3)
    const row = await cartRow(externalUserId)
    expect(row?.headline).toContain('2倍积分')
    expect(JSON.stringify(row)).toContain('8折在上限内最多减4元，改送2倍积分(C9)')
    const { status } = await store.as(advisor)('issueCoupon', {
      params: { externalUserId },
      body: { offerId: 'cart-pick' },
    })
    expect(status).toBe(200)
    const versions = await store.context.db
      .selectFrom('offerVersion')
      .select('version')
      .where('offerId', '=', 'cart-pick')
      .orderBy('version')
      .execute()
    expect(versions.map(({ version }) => version)).toEqual([1, 2])
  })

  it('counts its versions on when customers with different carts are served at once', async () => {
    const people = await Promise.all([11_000, 12_000, 13_000].map((ltvFen) => store.customerWorth(ltvFen)))
    for (const [place, externalUserId] of people.entries()) {
      const sku = `CART-${place}`
      const product = {
        sku,
        name: sku,
        category: '面霜',
        priceFen: 32_000,
        costFen: 9_000,
        updatedAt: testNow,
      }
      await store.shop('ingestProducts', [product])
      const event = { eventId: `cart-${sku}`, externalUserId, type: 'cart_add', sku, quantity: 3 }
      await store.shop('ingestEvents', [{ ...event, occurredAt: testNow - 3_600_000 }])
    }
    const answers = await Promise.all(
      people.map((externalUserId) =>
        store.as(advisor)('issueCoupon', { params: { externalUserId }, body: { offerId: 'cart-pick' } }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const rows = await store.context.db
      .selectFrom('offerVersion')
      .select('version')
      .where('offerId', '=', 'cart-pick')
      .orderBy('version')
      .execute()
    expect(rows.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5])
  })

  it('gives equal carts one version', async () => {
    const externalUserId = await store.customerWorth(15_000)
    await putIn(externalUserId, 3)
    await store.as(advisor)('issueCoupon', { params: { externalUserId }, body: { offerId: 'cart-pick' } })
    const versions = await store.context.db
      .selectFrom('offerVersion')
      .select('version')
      .where('offerId', '=', 'cart-pick')
      .execute()
    expect(versions).toHaveLength(5)
  })
})
