import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isHeldOut } from '../../../src/domain/behaviour/hold-out.ts'
import { testNow } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { advisor } from '../journey/store.ts'
import { offerStore, type OfferStore } from './offer-store.ts'

const needed = 2_000

describe.each(engines)('the hold-out on $name', ({ open }) => {
  let store: OfferStore
  let heldOut = ''
  let other = ''
  beforeAll(async () => {
    store = await offerStore(await open())
    heldOut = store.personId(0)
    other = store.personId(1)
    const keys = Array.from({ length: 200 }, (_, index) => `key-${index}`)
    const keyThat = (isIn: boolean) =>
      keys.find((key) => isHeldOut(key, needed, { fromCustomers: needed, percent: 5 }) === isIn) ?? ''
    for (const [externalUserId, assignmentKey] of [
      [heldOut, keyThat(true)],
      [other, keyThat(false)],
    ] as const) {
      await store.as(advisor)('getPanel', { params: { externalUserId } })
      await store.context.db
        .updateTable('customer')
        .set({ assignmentKey })
        .where('externalUserId', '=', externalUserId)
        .execute()
    }
  })
  afterAll(() => store.close())

  async function linkedUpTo(count: number): Promise<void> {
    const { db } = store.context
    const { linked } = await db
      .selectFrom('customer')
      .select((eb) => eb.fn.count('externalUserId').as('linked'))
      .executeTakeFirstOrThrow()
    const rows = Array.from({ length: count - Number(linked) }, (_, index) => ({
      customerId: `filler-${Number(linked) + index}`,
      externalUserId: `wm-filler-${Number(linked) + index}`,
      name: '',
      contactType: 1,
      gender: 0,
      fieldsJson: '{}',
      assignmentKey: `filler-${index}`,
      lockVersion: 0,
      orderCount: 0,
      purchaseDays: 0,
      netSpendFen: 0,
      repeatSpendFen: 0,
      createdAt: testNow,
      updatedAt: testNow,
    }))
    for (let at = 0; at < rows.length; at += 50)
      await db
        .insertInto('customer')
        .values(rows.slice(at, at + 50))
        .execute()
    // Whatever counts customers may keep its count for a while.
    store.clock.at += 3_600_000
  }

  it('has nobody in it below 2,000 linked customers', async () => {
    await linkedUpTo(needed - 1)
    expect((await store.offersOf(heldOut)).eligible.length).toBeGreaterThan(0)
  })

  it('from 2,000 on has an empty 可发 list that says so, and service as ever', async () => {
    await linkedUpTo(needed)
    const { eligible, refused, noOfferText } = await store.offersOf(heldOut)
    expect(eligible).toEqual([])
    expect(noOfferText).toBe('对照组客户：照常服务，不发优惠')
    expect(refused.every(({ refusals }) => refusals.some(({ ruleId }) => ruleId === 'HOLD-OUT'))).toBe(true)
    expect(refused.length).toBeGreaterThan(10)
    expect(refused.some(({ canAskException }) => canAskException)).toBe(false)

    const params = { externalUserId: heldOut }
    const { body: panel } = await store.as(advisor)('getPanel', { params })
    expect(panel.recommendation.data).toMatchObject({ offers: [], noOffer: { reasons: [noOfferText] } })
    expect(panel.aida.status).toBe('ready')
    expect(panel.ltv.data.status).toBe('estimated')
    const body = { offerId: 'starter-free-shipping', override: { kind: 'asked' } }
    const issue = await store.as(advisor)('issueCoupon', { params, body })
    expect(issue).toMatchObject({ status: 422, body: { code: 'offer_refused' } })
    const row = await store.context.db
      .selectFrom('decision')
      .select(['chosenOfferId', 'propensity'])
      .where('mode', '=', 'holdOut')
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ chosenOfferId: null, propensity: 1 })
  })

  it('leaves the others alone', async () => {
    expect((await store.offersOf(other)).eligible.length).toBeGreaterThan(0)
  })
})
