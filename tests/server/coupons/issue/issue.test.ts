import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkTokenHash } from '../../../../src/server/claims/link-token.ts'
import { keepNothing } from '../../../../src/server/http/settle.ts'
import { changeSettings } from '../../../../src/server/settings/service.ts'
import { engines, type TestDatabase } from '../../../support/databases.ts'
import { codeOf, type CouponSide, couponNow, couponSide, hour, lin, minute, zhao } from '../coupon-side.ts'

describe.each(engines)('issuing on $name', ({ open }) => {
  let database: TestDatabase
  let side: CouponSide
  beforeAll(async () => {
    database = await open()
    side = couponSide(database.db)
    await side.addOffer('off')
    await side.addOffer('newcomer', { isForNewcomers: true, campaignId: 'spring' })
  })
  afterAll(() => database.destroy())

  it('stores the coupon with its event, its ledger and the card that carries it', async () => {
    const customerId = await side.addCustomer('first')
    await side.members.signedIn({ userId: 'lin', name: '林晓', departments: [1] })
    const { coupon, card } = await side.issue('first')
    expect(coupon).toMatchObject({ state: 'issued', costFen: 3000, issuedBy: '林晓', isMine: true })
    expect(coupon.expiresAt).toBe(couponNow + 24 * hour)
    const stored = await side.stored(coupon.couponId)
    expect(card).toEqual({
      link: expect.stringMatching(/^https:\/\/zhike\.test\/c\/[\w-]{32}$/),
      title: '满299减30',
      desc: '只为您准备，03-19 20:00 前有效，点开领取',
      imgUrl: 'https://zhike.test/coupon-card.png',
    })
    const token = card.link.split('/').at(-1) ?? ''
    expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16)
    expect(stored.tokenHash).toBe(linkTokenHash(token))
    expect(JSON.stringify(stored)).not.toContain(token)
    const entries = await side.entriesOf(coupon.couponId)
    expect(
      entries.map(({ scope, scopeId, kind, amountFen }) => [scope, scopeId, kind, amountFen]).sort(),
    ).toEqual([
      ['advisor', 'lin', 'reserve', 3000],
      ['customer', customerId, 'reserve', 3000],
      ['store', 'store', 'reserve', 3000],
    ])
    expect(await side.used('customer', customerId, '2026-03')).toBe(3000)
    const events = await database.db
      .selectFrom('couponEvent')
      .selectAll()
      .where('couponId', '=', coupon.couponId)
      .execute()
    expect(events).toMatchObject([{ fromState: null, toState: 'issued', actor: 'lin' }])
    const audit = await database.db
      .selectFrom('audit')
      .selectAll()
      .where('subjectId', '=', coupon.couponId)
      .execute()
    expect(audit).toMatchObject([{ action: 'coupon.issued', actor: 'lin' }])
  })

  it('charges the newcomers’ budget and the campaign where the offer says so', async () => {
    await side.addCustomer('fresh')
    const { coupon } = await side.issue('fresh', 'newcomer')
    const scopes = (await side.entriesOf(coupon.couponId)).map(({ scope }) => scope).sort()
    expect(scopes).toEqual(['advisor', 'campaign', 'customer', 'newcomer'])
  })

  it('answers not_found for unknown and foreign customers and leaves nothing behind', async () => {
    await side.addCustomer('foreign', [zhao])
    expect(await codeOf(side.issue('foreign'))).toBe('not_found')
    expect(await codeOf(side.issue('nobody'))).toBe('not_found')
    expect(await side.used('customer', 'cus-foreign', '2026-03')).toBe(0)
  })

  it('refuses what the rules refuse, with their words', async () => {
    await side.addCustomer('capped')
    side.rules.refusal = '超LTV上限(80>64元)'
    const attempt = await side.issue('capped').catch((error: unknown) => error)
    side.rules.refusal = null
    expect(attempt).toMatchObject({
      code: 'offer_refused',
      message: '超LTV上限(80>64元)',
      details: { refusals: [{ code: 'singleCap', ruleId: 'OFF-01' }] },
    })
  })

  it('asks for a reason when the meter is full, and keeps the one that was given', async () => {
    await side.addCustomer('full')
    side.rules.isFull = true
    expect(await codeOf(side.issue('full'))).toBe('needs_reason')
    const override = { kind: 'asked' as const, note: '她问有没有券' }
    const { coupon } = await side.coupons.issue(lin, 'wm-full', { offerId: 'off', override }, keepNothing)
    side.rules.isFull = false
    expect(JSON.parse((await side.stored(coupon.couponId)).capsJson)).toEqual({
      capBaseFen: 64_000,
      override,
    })
  })

  it('issues one coupon when two advisors tap at the same moment', async () => {
    await side.addCustomer('tapped', [lin, zhao])
    const taps = Array.from({ length: 12 }, (_, tap) =>
      codeOf(side.issue('tapped', 'off', tap % 2 ? lin : zhao)),
    )
    const outcomes = await Promise.all(taps)
    expect(outcomes.filter((outcome) => outcome === 'live_coupon')).toHaveLength(11)
    expect(await side.used('customer', 'cus-tapped', '2026-03')).toBe(3000)
  })

  it('allows as many live coupons as the store sets', async () => {
    await side.addCustomer('two')
    await changeSettings(side.context, { liveCouponLimit: 2 })
    await side.issue('two')
    await side.issue('two')
    const third = await codeOf(side.issue('two'))
    await changeSettings(side.context, { liveCouponLimit: 1 })
    expect(third).toBe('live_coupon')
  })

  it('makes room by itself when the earlier coupon lapsed, returning its reserve', async () => {
    await side.addCustomer('again')
    const { coupon } = await side.issue('again')
    side.clock.now = couponNow + 10 * minute - 1
    expect(await codeOf(side.issue('again'))).toBe('live_coupon')
    side.clock.now = couponNow + 10 * minute
    await side.issue('again')
    side.clock.now = couponNow
    expect(await side.stored(coupon.couponId)).toMatchObject({
      state: 'lapsed',
      endedAt: couponNow + 10 * minute,
    })
    expect(await side.used('customer', 'cus-again', '2026-03')).toBe(3000)
  })

  it('refuses when a budget is used up and reserves nothing anywhere', async () => {
    await side.addCustomer('dry', [zhao])
    const budget = { scope: 'advisor', scopeId: 'zhao', period: 'month' as const }
    const usedFen = await side.used('advisor', 'zhao', '2026-03')
    await side.budgets.setLimit(database.db, { ...budget, limitFen: usedFen + 2999 })
    const attempt = await side.issue('dry', 'off', zhao).catch((error: unknown) => error)
    expect(attempt).toMatchObject({ code: 'offer_refused', details: { scope: 'advisor' } })
    expect(await side.used('customer', 'cus-dry', '2026-03')).toBe(0)
    await side.budgets.setLimit(database.db, { ...budget, limitFen: usedFen + 3000 })
    expect((await side.issue('dry', 'off', zhao)).coupon.state).toBe('issued')
  })

  it('draws another code when one exists already', async () => {
    let drawn = 0
    let codes = 0
    // The second coupon draws the first one's code before it draws one of its own.
    const draw = (count: number) => {
      drawn += 1
      if (count === 12) codes += 1
      const text = count === 12 ? `code ${Math.max(2, codes)}` : String(drawn)
      return createHash('sha512').update(text).digest().subarray(0, count)
    }
    const repeating = couponSide(database.db, draw)
    await repeating.addCustomer('codeA')
    await repeating.addCustomer('codeB')
    const first = await repeating.issue('codeA')
    const second = await repeating.issue('codeB')
    expect(codes).toBe(3)
    const [one, two] = await Promise.all(
      [first, second].map(({ coupon }) => repeating.stored(coupon.couponId)),
    )
    expect(one?.code).not.toBe(two?.code)
    expect(await repeating.entriesOf(second.coupon.couponId)).toHaveLength(3)
  })
})
