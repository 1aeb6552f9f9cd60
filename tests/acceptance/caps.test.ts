import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../support/databases.ts'
import { advisor } from '../server/journey/store.ts'
import { offerStore, type OfferStore } from '../server/offers/offer-store.ts'

describe.each(engines)('2: what an LTV bears on $name', ({ open }) => {
  let store: OfferStore
  beforeAll(async () => {
    store = await offerStore(await open())
    for (const amountFen of [2_000, 4_999, 5_000, 5_001, 5_100])
      await store.publish(`off-${amountFen}`, { rewards: [{ kind: 'amount', amountFen }] })
  })
  afterAll(() => store.close())

  const issue = (externalUserId: string, offerId: string) =>
    store.as(advisor)('issueCoupon', { params: { externalUserId }, body: { offerId } })

  it.each([
    [50_000, 4_999, true],
    [50_000, 5_000, true],
    [50_000, 5_001, false],
    [50_000, 5_100, false],
    [49_999, 5_000, false],
    [49_999, 4_999, true],
    [50_009, 5_001, false],
    [50_010, 5_001, true],
    [19_900, 2_000, false],
    [19_999, 2_000, false],
    [20_000, 2_000, true],
  ])('an LTV of %i fen and a coupon of %i fen: allowed %s', async (ltvFen, amountFen, isAllowed) => {
    const externalUserId = await store.customerWorth(ltvFen)
    const offerId = `off-${amountFen}`
    const { eligible, refused } = await store.offersOf(externalUserId)
    expect(eligible.some((offer) => offer.offerId === offerId)).toBe(isAllowed)
    const row = refused.find((offer) => offer.offerId === offerId)
    if (!isAllowed) expect(row).toMatchObject({ refusals: [{ ruleId: 'OFF-01' }], canAskException: true })
    const issued = await issue(externalUserId, offerId)
    if (isAllowed) expect(issued).toMatchObject({ status: 200, body: { coupon: { costFen: amountFen } } })
    else expect(issued).toMatchObject({ status: 422, body: { code: 'offer_refused' } })
  })

  it('proposes double points to an LTV of 199 in place of 20 元, on Home and beside the refusal', async () => {
    const externalUserId = await store.customerWorth(19_900)
    const { refused } = await store.offersOf(externalUserId)
    expect(refused.find(({ offerId }) => offerId === 'off-2000')).toMatchObject({
      refusals: [{ ruleId: 'OFF-01', text: '超LTV上限(20>19.9元)' }],
      insteadOfferId: 'starter-double-points',
      insteadHeadline: '7天内2倍积分',
    })
    const { body } = await store.as(advisor)('getPanel', { params: { externalUserId } })
    const proposed = body.recommendation.data.offers.map(({ offerId }: { offerId: string }) => offerId)
    expect(proposed).toContain('starter-double-points')
    expect((await issue(externalUserId, 'starter-double-points')).status).toBe(200)
  })
})
