import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { engines } from '../../support/databases.ts'
import { advisor, colleague, openStore, type Call } from '../journey/store.ts'

type Store = Awaited<ReturnType<typeof openStore>>

describe.each(engines)('an opt-out on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await open())
  })
  afterAll(() => store.close())

  const ask = (place: number, route: Parameters<ReturnType<Store['as']>>[0], call: Call = {}) =>
    store.as(advisor)(route, { params: { externalUserId: store.personId(place) }, ...call })
  const optOut = (place: number) => ask(place, 'optOutCustomer', { body: { reason: '她在聊天里说不要' } })

  it('is honoured by the very next request of every route', async () => {
    const offerId = (await ask(0, 'listOffers')).body.eligible[0].offerId
    await ask(0, 'setReminder', { body: {} })
    expect((await ask(0, 'listReminders')).body.reminders).toHaveLength(1)
    expect((await optOut(0)).body.optedOutAt).toBe(store.clock.at)

    const panel = (await ask(0, 'getPanel')).body
    expect(panel.customer.isOptedOut).toBe(true)
    expect(panel.nextSteps.data).toEqual([])
    expect(panel.recommendation.data).toMatchObject({ offers: [], noOffer: {} })
    const offers = (await ask(0, 'listOffers')).body
    expect(offers.eligible).toEqual([])
    for (const { refusals } of offers.refused) expect(JSON.stringify(refusals)).toContain('OPT-OUT')
    expect(await ask(0, 'issueCoupon', { body: { offerId } })).toMatchObject({
      status: 422,
      body: { code: 'offer_refused' },
    })
    expect((await ask(0, 'getQuiz')).body.isAdvised).toBe(false)
    expect(await ask(0, 'issueQuiz', { body: {} })).toMatchObject({
      status: 422,
      body: { code: 'offer_refused' },
    })
    expect((await ask(0, 'listReminders')).body.reminders).toEqual([])
    expect(
      (await ask(0, 'getTimeline')).body.future.filter(({ id }: { id: string }) => id.includes('reminder')),
    ).toEqual([])
    const exception = await ask(0, 'requestOfferException', {
      params: { externalUserId: store.personId(0), offerId },
      body: { reason: '老客户' },
    })
    expect(exception.status).toBe(422)
    const decisions = await store.context.db
      .selectFrom('decision')
      .innerJoin('customer', 'customer.customerId', 'decision.customerId')
      .select(['decision.chosenOfferId'])
      .where('customer.externalUserId', '=', store.personId(0))
      .where('decision.factsJson', 'like', '%"isOptedOut":true%')
      .execute()
    expect(decisions.every(({ chosenOfferId }) => chosenOfferId === null)).toBe(true)
  })

  it('said again keeps its first time; undone only with a reason, or by the customer', async () => {
    const first = store.clock.at
    store.clock.at += 1_000
    expect((await optOut(0)).body.optedOutAt).toBe(first)
    for (const body of [{}, { reason: '' }, { reason: ' ' }])
      expect((await ask(0, 'optInCustomer', { body })).status).toBe(400)
    const foreign = await store.as(colleague)('optInCustomer', {
      params: { externalUserId: store.personId(0) },
      body: { reason: '试试看' },
    })
    expect(foreign.status).toBe(404)
    expect((await ask(0, 'getPanel')).body.customer.isOptedOut).toBe(true)
    expect((await ask(0, 'optInCustomer', { body: { reason: '她又想要了' } })).body.optedOutAt).toBeNull()
    expect((await ask(0, 'listOffers')).body.eligible.length).toBeGreaterThan(0)
    const rows = await store.context.db
      .selectFrom('audit')
      .select(['action', 'actor', 'detailsJson'])
      .where('action', 'like', 'customer.opted-%')
      .orderBy('at')
      .orderBy('auditId')
      .execute()
    expect(rows.map(({ action }) => action)).toEqual(['customer.opted-out', 'customer.opted-in'])
    expect(rows.map(({ detailsJson }) => JSON.parse(detailsJson).reason)).toEqual([
      '她在聊天里说不要',
      '她又想要了',
    ])
  })

  it('is taken and taken back by the customers on their own device, and by no other', async () => {
    const { token } = await store.send(1, 'starter-free-shipping')
    const customer = store.device()
    await customer('takeClaim', token)
    expect((await customer('optOutByClaim', token)).status).toBe(200)
    expect((await ask(1, 'getPanel')).body.customer.isOptedOut).toBe(true)
    expect((await store.device()('optInByClaim', token)).status).toBe(403)
    expect((await ask(1, 'getPanel')).body.customer.isOptedOut).toBe(true)
    expect((await customer('optInByClaim', token)).body).toEqual({ ok: true })
    expect((await ask(1, 'getPanel')).body.customer.isOptedOut).toBe(false)
    const rows = await store.context.db
      .selectFrom('audit')
      .select('action')
      .where('actor', '=', 'customer')
      .where('action', 'like', 'customer.%')
      .orderBy('auditId')
      .execute()
    expect(rows.map(({ action }) => action).sort()).toEqual(['customer.opted-in', 'customer.opted-out'])
  })

  it('leaves service and what was promised as they were', async () => {
    const { token } = await store.send(2, 'starter-free-shipping')
    const { code } = (await store.device()('takeClaim', token)).body
    await optOut(2)
    const order = { code, orderId: 'promised', orderAmountFen: 30_000, shippingFen: 1_000 }
    expect((await store.shop('redeemCoupon', order)).status).toBe(200)
    expect(
      (
        await ask(2, 'recordTouch', {
          body: { text: '您的订单今天发出', via: 'sent', contentType: 'service' },
        })
      ).status,
    ).toBe(200)
    expect((await ask(2, 'addNote', { body: { text: '已退订' } })).status).toBe(200)
  })
})

describe.each(engines)('consent on $name', ({ open }) => {
  it('names the notice in force, its version, when and by whom; the same version again changes nothing', async () => {
    const store = await openStore(await open())
    const params = { externalUserId: store.personId(0) }
    const me = store.as(advisor)
    const { notice, consent } = (await me('getPrivacy', { params })).body
    expect(notice.text).toContain('退订')
    expect(consent).toBeNull()
    const said = await me('recordConsent', { params, body: { version: notice.version, source: 'chat' } })
    expect(said.body.consent).toMatchObject({
      version: '1',
      at: store.clock.at,
      source: 'chat',
      sourceName: '聊天中告知',
      isCurrent: true,
    })
    store.clock.at += 60_000
    await me('recordConsent', { params, body: { version: '1', source: 'store' } })
    expect((await me('getPrivacy', { params })).body.consent.source).toBe('chat')
    expect((await me('recordConsent', { params, body: { version: '2', source: 'chat' } })).status).toBe(400)
    await changeSettings(store.context, { privacyNoticeVersion: '2' })
    expect((await me('getPrivacy', { params })).body.consent).toMatchObject({
      version: '1',
      isCurrent: false,
    })
    const again = await me('recordConsent', { params, body: { version: '2', source: 'form' } })
    expect(again.body.consent).toMatchObject({ version: '2', isCurrent: true })
    await store.close()
  })
})
