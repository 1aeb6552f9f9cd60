import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../../../support/databases.ts'
import { advisor, colleague } from '../../journey/store.ts'
import { offerStore, type OfferStore } from '../offer-store.ts'

const hour = 3_600_000

describe.each(engines)('offer exceptions on $name', ({ open }) => {
  let store: OfferStore
  let worth500 = ''
  beforeAll(async () => {
    store = await offerStore(await open())
    await store.publish('fifty', { rewards: [{ kind: 'amount', amountFen: 5_000 }] })
    await store.publish('fifty-one', { rewards: [{ kind: 'amount', amountFen: 5_100 }] })
    await store.publish('twenty', { rewards: [{ kind: 'amount', amountFen: 2_000 }] })
    worth500 = await store.customerWorth(50_000)
    await lead()
  })
  afterAll(() => store.close())

  /** The colleague answers for the advisor, should the colleague's role be lead. */
  const lead = () =>
    store.context.db
      .insertInto('leadTeam')
      .values({ leadUserId: colleague, kind: 'member', value: advisor })
      .execute()

  const ask = (externalUserId: string, offerId: string, headers: Record<string, string> = {}) =>
    store.as(advisor)('requestOfferException', {
      params: { externalUserId, offerId },
      body: { reason: '老客户维护' },
      headers,
    })
  const decide = (exceptionId: string, status: string) =>
    store.as(colleague)('decideOfferException', { params: { exceptionId }, body: { status } })
  const issue = (externalUserId: string, offerId: string) =>
    store.as(advisor)('issueCoupon', { params: { externalUserId }, body: { offerId } })
  const setRole = (userId: string, role: string) =>
    store.context.db.updateTable('member').set({ role }).where('userId', '=', userId).execute()

  it('LTV 500: 50 allowed, 51 refused by OFF-01 (scenario 2)', async () => {
    const { eligible, refused } = await store.offersOf(worth500)
    expect(eligible.map(({ offerId }) => offerId)).toContain('fifty')
    const row = refused.find(({ offerId }) => offerId === 'fifty-one')
    expect(row).toMatchObject({ refusals: [{ ruleId: 'OFF-01' }], canAskException: true, exception: null })
    expect(await issue(worth500, 'fifty-one')).toMatchObject({ status: 422, body: { code: 'offer_refused' } })
  })

  it('LTV 199: 20 元 refused, double points proposed, and they may be sent (scenario 2)', async () => {
    const worth199 = await store.customerWorth(19_900)
    const { eligible, refused } = await store.offersOf(worth199)
    const row = refused.find(({ offerId }) => offerId === 'twenty')
    expect(row?.refusals.map(({ ruleId }) => ruleId)).toEqual(['OFF-01'])
    const instead = eligible.find(({ offerId }) => offerId === row?.insteadOfferId)
    expect(instead?.headline).toContain('2倍积分')
    expect((await issue(worth199, instead?.offerId ?? '')).status).toBe(200)
  })

  it('are refused at once where nobody could decide', async () => {
    const externalUserId = await store.customerWorth(50_000)
    const { status, body } = await ask(externalUserId, 'fifty-one')
    expect([status, body.exception.status, body.exception.decidedBy]).toEqual([200, 'refused', 'nobody'])
    expect((await issue(externalUserId, 'fifty-one')).status).toBe(422)
  })

  it('are asked once, decided by a lead, and carried by the coupon', async () => {
    await setRole(colleague, 'lead')
    const first = await ask(worth500, 'fifty-one', { 'idempotency-key': 'exc-1' })
    expect(first.body.exception).toMatchObject({ status: 'requested', costFen: 5_100, capFen: 5_000 })
    expect(await ask(worth500, 'fifty-one', { 'idempotency-key': 'exc-1' })).toEqual(first)
    expect(await ask(worth500, 'fifty-one')).toEqual(first)
    const { exceptionId } = first.body.exception
    const row = (await store.offersOf(worth500)).refused.find(({ offerId }) => offerId === 'fifty-one')
    expect(row).toMatchObject({ exception: { exceptionId, status: 'requested' } })

    await setRole(colleague, 'advisor')
    expect(await decide(exceptionId, 'approved')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    await setRole(colleague, 'auditor')
    expect((await decide(exceptionId, 'approved')).status).toBe(403)
    await setRole(colleague, 'lead')
    const approved = await decide(exceptionId, 'approved')
    expect(approved.body.exception).toMatchObject({ status: 'approved', decidedBy: colleague })
    expect(await decide(exceptionId, 'approved')).toEqual(approved)
    expect((await decide(exceptionId, 'refused')).status).toBe(409)
    expect((await decide('exc_unknown', 'approved')).status).toBe(404)

    const issued = await issue(worth500, 'fifty-one')
    expect(issued.status).toBe(200)
    const { couponId } = issued.body.coupon
    const { capsJson } = await store.context.db
      .selectFrom('coupon')
      .select('capsJson')
      .where('couponId', '=', couponId)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(capsJson)).toMatchObject({ exceptionId })
    const entries = await store.context.db
      .selectFrom('audit')
      .select('action')
      .where('subjectId', '=', exceptionId)
      .execute()
    expect(entries.map(({ action }) => action).sort()).toEqual(['exception.approved', 'exception.requested'])
  })

  it('wait for those who may decide them, who are never the askers themselves', async () => {
    const externalUserId = await store.customerWorth(50_000)
    const { exceptionId } = (await ask(externalUserId, 'fifty-one')).body.exception
    const waitingFor = async (userId: typeof advisor | typeof colleague) =>
      store.as(userId)('listOfferExceptions')
    const { body } = await waitingFor(colleague)
    const mine = body.exceptions.find((wish: { exceptionId: string }) => wish.exceptionId === exceptionId)
    expect(mine).toMatchObject({
      requestedBy: advisor,
      requestedByName: '林溪',
      offerName: expect.any(String),
    })
    expect(mine.customerName).not.toBeNull()
    expect((await waitingFor(advisor)).status).toBe(403)

    await setRole(advisor, 'lead')
    expect((await waitingFor(advisor)).body.exceptions).toEqual([])
    const own = await store.as(advisor)('decideOfferException', {
      params: { exceptionId },
      body: { status: 'approved' },
    })
    expect(own.status).toBe(403)
    await setRole(advisor, 'advisor')
    await store.context.db.deleteFrom('leadTeam').execute()
    expect((await waitingFor(colleague)).body.exceptions).toEqual([])
    expect(await decide(exceptionId, 'approved')).toEqual(await decide('exc_unknown', 'approved'))
    await lead()
  })

  it('run out: an approval after 24 hours', async () => {
    const externalUserId = await store.customerWorth(50_000)
    const { exceptionId } = (await ask(externalUserId, 'fifty-one')).body.exception
    await decide(exceptionId, 'approved')
    const isEligible = async () =>
      (await store.offersOf(externalUserId)).eligible.some(({ offerId }) => offerId === 'fifty-one')
    const start = store.clock.at
    expect(await isEligible()).toBe(true)
    store.clock.at = start + 24 * hour + 1
    expect(await isEligible()).toBe(false)
    store.clock.at = start
  })

  it('are not for what another rule refuses too, nor for what may be sent anyway', async () => {
    await store.publish('newcomers', {
      rewards: [{ kind: 'amount', amountFen: 9_000 }],
      audience: [{ kind: 'firstPurchase' }],
    })
    const externalUserId = await store.customerWorth(50_000)
    expect(await ask(externalUserId, 'newcomers')).toMatchObject({
      status: 422,
      body: { code: 'offer_refused' },
    })
    expect((await ask(externalUserId, 'fifty')).status).toBe(422)
    expect((await ask(externalUserId, 'nothing-like-it')).status).toBe(404)
  })
})
