import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { couponNow, hour, lin, minute } from '../coupons/coupon-side.ts'
import { type ClaimApp, claimApp } from './claim-app.ts'

describe.each(engines)('the coupon page on $name', ({ open }) => {
  let database: TestDatabase
  let side: ClaimApp
  let made = 0
  beforeAll(async () => {
    database = await open()
    side = await claimApp(database.db)
    await side.addOffer('off')
    await side.members.signedIn({ userId: 'lin', name: '林晓', departments: [1] })
    await changeSettings(side.context, { storeName: '朝颜护肤', shopUrl: 'https://shop.test/' })
    await side.addCustomer('王芳')
  })
  beforeEach(() => {
    side.clock.now = couponNow
  })
  afterAll(async () => {
    await side.app.close()
    await database.destroy()
  })

  async function issued(name = '李悦') {
    made += 1
    const customer = `${name}${made}`
    await side.addCustomer(customer)
    await database.db
      .updateTable('customer')
      .set({ name })
      .where('customerId', '=', `cus-${customer}`)
      .execute()
    const answer = await side.issue(customer)
    return { customer, couponId: answer.coupon.couponId, token: side.tokenOf(answer) }
  }

  it('shows an unknown visitor the offer, without name, reason or code', async () => {
    const { token } = await issued()
    expect(await side.device().read(token)).toEqual({
      view: 'open',
      brand: '朝颜护肤',
      isOptedOut: null,
      offer: {
        headline: '满299减30',
        lines: ['满299元减30元'],
        scope: '',
        usageRules: ['不与其他券同用'],
        product: null,
      },
      advisorName: '林晓',
      expiresAt: couponNow + 24 * hour,
      serverNow: couponNow,
      greeting: null,
      reason: null,
      code: null,
      codeQrSvg: null,
      shopUrl: null,
    })
  })

  it('changes nothing when it is read, whatever is due', async () => {
    const { couponId, token } = await issued()
    const before = await side.stored(couponId)
    side.clock.now = couponNow + 10 * minute
    expect((await side.device().read(token)).view).toBe('lapsed')
    side.clock.now = couponNow + 25 * hour
    expect((await side.device().read(token)).view).toBe('lapsed')
    expect(await side.stored(couponId)).toEqual(before)
    expect(await side.entriesOf(couponId)).toHaveLength(3)
  })

  it('gives code and QR to the device that took it, again and again, and to no other', async () => {
    const { couponId, token } = await issued()
    const { code } = await side.stored(couponId)
    const [mine, other] = [side.device(), side.device()]
    expect((await mine.open(token)).view).toBe('open')
    const taken = await mine.take(token)
    expect(taken).toMatchObject({ view: 'claimed', code, shopUrl: 'https://shop.test/', greeting: null })
    expect(taken.codeQrSvg).toMatch(/^<svg /)
    expect(await mine.take(token)).toEqual(taken)
    expect(await mine.read(token)).toEqual(taken)
    for (const claim of [await other.read(token), await other.take(token), await other.open(token)]) {
      expect(claim).toMatchObject({ view: 'taken', code: null, codeQrSvg: null, shopUrl: null })
    }
    expect(other.jar.has('__Host-zhike_device')).toBe(false)
  })

  it('does not take a device cookie that it did not sign', async () => {
    const { token } = await issued()
    const mine = side.device()
    await mine.take(token)
    const forged = side.device()
    const [value = ''] = (mine.jar.get('__Host-zhike_device') ?? '').split('.')
    forged.jar.set('__Host-zhike_device', `${value}.c2lnbmF0dXJl`)
    expect((await forged.read(token)).view).toBe('taken')
    forged.jar.set('__Host-zhike_device', mine.jar.get('__Host-zhike_device') ?? '')
    expect((await forged.read(token)).view).toBe('claimed')
  })

  it('greets the identified owner, says why, and shows them the code on any device', async () => {
    const { customer, couponId, token } = await issued()
    const { code } = await side.stored(couponId)
    await side.device().take(token)
    const phone = await side.phoneOf(customer, token)
    expect(await phone.read(token)).toMatchObject({
      view: 'claimed',
      greeting: '李女士',
      reason: '您最近关注这款精华',
      code,
    })
  })

  it('tells an identified other only that it is not theirs, and refuses every write', async () => {
    const { couponId, token } = await issued()
    const before = await side.stored(couponId)
    const stranger = await side.phoneOf('王芳', token)
    expect(await stranger.read(token)).toMatchObject({
      view: 'stranger',
      offer: null,
      advisorName: null,
      expiresAt: null,
      greeting: null,
      reason: null,
      code: null,
    })
    for (const verb of ['open', 'claim', 'opt-out']) {
      const response = await stranger.request('POST', `/api/v1/claims/${token}/${verb}`)
      expect([response.statusCode, response.json().code]).toEqual([422, 'wrong_customer'])
    }
    expect(await side.stored(couponId)).toEqual(before)
  })

  it('takes a member of the corp, and a contact nobody knows, for somebody else', async () => {
    const { token } = await issued()
    const member = side.device('wxwork/5.0 MicroMessenger/7.0.1')
    await member.identify(token, { externalUserId: null, userId: 'lin' })
    expect((await member.read(token)).view).toBe('stranger')
    const unheardOf = await side.phoneOf('nobody-here', token)
    expect((await unheardOf.read(token)).view).toBe('stranger')
  })

  it('shows each end', async () => {
    const views: string[] = []
    const ends: ((made: { couponId: string; token: string; customer: string }) => Promise<unknown>)[] = [
      ({ couponId }) => side.coupons.void(lin, couponId, { reason: 'advisor' }),
      async ({ couponId, customer }) => {
        await side.coupons.markSent(lin, couponId, `wm-${customer}`)
        const { code } = await side.stored(couponId)
        await side.coupons.redeem('shop', { code, orderId: `order-${customer}`, orderAmountFen: 30_000 })
      },
      async ({ couponId, customer }) => {
        await side.coupons.markSent(lin, couponId, `wm-${customer}`)
        side.clock.now = couponNow + 24 * hour + 1
      },
    ]
    for (const end of ends) {
      const coupon = await issued()
      await end(coupon)
      const claim = await side.device().take(coupon.token)
      views.push(claim.view)
      expect(claim.code).toBeNull()
    }
    expect(views).toEqual(['voided', 'redeemed', 'expired'])
  })

  it('gives a refunded coupon back to the device that had it', async () => {
    const { couponId, token } = await issued()
    const mine = side.device()
    await mine.take(token)
    const { code } = await side.stored(couponId)
    await side.coupons.redeem('shop', { code, orderId: 'refunded-order', orderAmountFen: 30_000 })
    expect(await mine.read(token)).toMatchObject({ view: 'redeemed', code: null })
    await side.coupons.reverse('refunded-order', { reason: 'x', actor: 'shop' })
    expect(await mine.read(token)).toMatchObject({ view: 'claimed', code })
    expect((await side.device().read(token)).view).toBe('taken')
  })

  it('is sold out while the shop says so, but keeps what was taken', async () => {
    await side.addOffer('bound', { skus: ['S1'], minSpendFen: 0 })
    await side.addCustomer('waits')
    const waiting = await side.issue('waits', 'bound')
    const { couponId } = waiting.coupon
    const token = side.tokenOf(waiting)
    const stock = (pieces: number, updatedAt: number) =>
      side.products.store(database.db, [
        { sku: 'S1', name: '玫瑰精华', category: '精华', priceFen: 39_900, stock: pieces, updatedAt },
      ])
    await stock(0, couponNow)
    const mine = side.device()
    expect((await mine.take(token)).view).toBe('sold-out')
    expect((await side.stored(couponId)).claimedAt).toBeNull()
    await stock(1, couponNow + 1)
    expect(await mine.take(token)).toMatchObject({ view: 'claimed', offer: { product: { stock: 1 } } })
    await stock(0, couponNow + 2)
    expect((await mine.read(token)).view).toBe('claimed')
  })

  it('honours an opt-out of the owner and of the device that took it, of nobody else', async () => {
    const { customer, token } = await issued()
    const mine = side.device()
    const optedOutAt = async () => (await side.customers.find(`cus-${customer}`))?.optedOutAt
    expect((await mine.optOut(token)).json().code).toBe('forbidden')
    await mine.take(token)
    expect((await side.device().optOut(token)).statusCode).toBe(403)
    expect(await optedOutAt()).toBeNull()
    expect((await mine.optOut(token)).json()).toEqual({ ok: true })
    expect(await optedOutAt()).toBe(couponNow)
    const phone = await side.phoneOf(customer, token)
    expect((await phone.optOut(token)).statusCode).toBe(200)
    for (const visitor of [mine, phone]) expect((await visitor.read(token)).isOptedOut).toBe(true)
    const strangers = [side.device(), await side.phoneOf('nobody-here', token)]
    for (const visitor of strangers) expect((await visitor.read(token)).isOptedOut).toBeNull()
    expect((await side.device().optIn(token)).statusCode).toBe(403)
    expect((await mine.optIn(token)).json()).toEqual({ ok: true })
    expect(await optedOutAt()).toBeNull()
    expect((await phone.read(token)).isOptedOut).toBe(false)
  })

  it('knows no other tokens and keeps its answers private', async () => {
    const { token } = await issued()
    const unknown = await side.device().request('GET', `/api/v1/claims/${token.slice(0, -2)}zz`)
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'not_found'])
    const malformed = await side.device().request('GET', '/api/v1/claims/short')
    expect([malformed.statusCode, malformed.json().code]).toEqual([400, 'invalid_input'])
    const { headers } = await side.device().request('GET', `/api/v1/claims/${token}`)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    })
  })
})
