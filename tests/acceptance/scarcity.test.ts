import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs, hourMs } from '../../src/domain/calendar.ts'
import { testNow } from '../support/build-app.ts'
import { engines } from '../support/databases.ts'
import { advisor } from '../server/journey/store.ts'
import { offerStore, type OfferStore } from '../server/offers/offer-store.ts'

describe.each(engines)('11: scarcity is live or is not said on $name', ({ open }) => {
  let store: OfferStore
  let params = { externalUserId: '' }
  beforeAll(async () => {
    store = await offerStore(await open())
    params = { externalUserId: store.personId(0) }
    const view = { eventId: 'seen', ...params, type: 'view', sku: 'CREAM', occurredAt: testNow - 1_000 }
    expect((await store.shop('ingestEvents', [view])).body.accepted).toBe(1)
    await store.publish('cream', { skus: ['CREAM'], minSpendFen: 0, rewards: [{ kind: 'freeShipping' }] })
  })
  afterAll(() => store.close())

  async function tell(stock: number | undefined, updatedAt: number): Promise<void> {
    const product = { sku: 'CREAM', name: '舒缓面霜', category: '面霜', priceFen: 32_000, costFen: 9_000 }
    const row = { ...product, ...(stock === undefined ? {} : { stock }), updatedAt }
    expect((await store.shop('ingestProducts', [row])).body.rejected).toEqual([])
  }
  const scripts = async () => {
    const { body } = await store.as(advisor)('listScripts', { query: params })
    return body.scripts as { isMine: boolean; body: string; text: string | null; missingReasons: string[] }[]
  }
  const counting = async () => (await scripts()).filter(({ body }) => body.includes('余量}'))
  const record = (text: string) =>
    store
      .as(advisor)('recordTouch', { params, body: { text, via: 'sent' } })
      .then(({ status }) => status)

  it('a live number is said, by hand too; a smaller one and one that nothing counts are not', async () => {
    await tell(17, testNow)
    const lines = await counting()
    expect(lines.length).toBeGreaterThan(0)
    for (const { text } of lines) expect(text).toContain('17')
    expect(await record('还剩17份')).toBe(200)
    for (const text of ['还剩16份', '前10名8折', '限量发售'])
      expect([text, await record(text)]).toEqual([text, 400])
  })

  it('one that nothing counts cannot be saved, and one that counts the live stock can', async () => {
    const save = (body: string) =>
      store.as(advisor)('saveOwnScript', { body: { title: '我的余量', body, step: 'action' } })
    const own = async () => (await scripts()).filter(({ isMine }) => isMine).map(({ body }) => body)
    for (const body of ['还剩17份', '还剩16份', '前10名8折', '限量发售', '{商品}仅剩三件', '先到先得']) {
      const { status, body: answer } = await save(body)
      expect([body, status, answer.code]).toEqual([body, 422, 'script_refused'])
      expect(answer.details.blockedWords).toMatchObject([{ kind: 'scarcity' }])
    }
    expect(await own()).toEqual([])
    expect((await save('{称呼}，还剩{余量}份')).status).toBe(200)
    expect(await own()).toEqual(['{称呼}，还剩{余量}份'])
  })

  it('the coupon page names the stock while it is live and drops the line, not the coupon, after a day', async () => {
    store.clock.at = testNow + hourMs
    const { token } = await store.send(0, 'cream')
    const product = async (at: number) => {
      store.clock.at = at
      const { body } = await store.device()('getClaim', token)
      expect(body.view).toBe('open')
      return body.offer.product
    }
    expect(await product(testNow + dayMs)).toMatchObject({ name: '舒缓面霜', stock: 17, priceFen: 32_000 })
    expect(await product(testNow + dayMs + 1)).toBeNull()
  })

  it('the script is hidden one millisecond after the stock is a day old, and says why', async () => {
    store.clock.at = testNow + dayMs
    for (const { text } of await counting()) expect(text).toContain('17')
    expect(await record('还剩17份')).toBe(200)
    store.clock.at += 1
    for (const { text, missingReasons } of await counting()) {
      expect(text).toBeNull()
      expect(missingReasons).toContain('库存数据超过 24 小时，不能提余量')
    }
    expect(await record('还剩17份')).toBe(400)
  })

  it.each([
    [0, '这个商品没有库存了'],
    [undefined, '商城没有给这个商品的库存'],
  ])('a stock of %s is none to count', async (stock, reason) => {
    store.clock.at += 1_000
    await tell(stock, store.clock.at)
    const lines = await counting()
    expect(lines.length).toBeGreaterThan(0)
    for (const { text, missingReasons } of lines) {
      expect(text).toBeNull()
      expect(missingReasons).toContain(reason)
    }
    expect(await record('还剩17份')).toBe(400)
  })
})
