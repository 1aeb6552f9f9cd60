import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FilledScript } from '../../../src/contract/scripts.ts'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { sampleInterest } from '../../domain/customers/sample-facts.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type Desk, deskApp, deskNow, deskSide } from '../touches/desk.ts'
import { insertCustomer, insertScript, sampleCoupon } from '../touches/desk-rows.ts'

const hour = 3_600_000

describe.each(engines)('the script library on $name', ({ open }) => {
  let database: TestDatabase
  let desk: Desk
  let app: FastifyInstance
  beforeAll(async () => {
    database = await open()
    desk = deskSide(database.db)
    app = await deskApp(desk)
    const { db } = database
    await insertCustomer(db, 'yue', ['lin'], { memberTier: '金卡' })
    await insertCustomer(db, 'foreign', ['zhao'])
    await insertScript(db, 'plain', { sortOrder: 2 })
    await insertScript(db, 'first', { sortOrder: 1, body: '我是{店名}的{顾问}。' })
    await insertScript(db, 'coupon', {
      sortOrder: 3,
      step: 'action',
      body: '{券名}已经为您准备好，{有效期}前有效。',
    })
    await insertScript(db, 'stock', { sortOrder: 4, body: '{商品}还剩{余量}件。' })
    await insertScript(db, 'boast', { sortOrder: 5, body: '这是最佳选择。' })
    await insertScript(db, 'group', { sortOrder: 6, scene: 'group', body: '大家好。' })
    await insertScript(db, 'draft', { sortOrder: 7, status: 'draft' })
    await insertScript(db, 'broken', { sortOrder: 8, body: '您好{称呼' })
    await changeSettings(desk.context, { storeName: '花间' })
  })
  afterAll(async () => {
    await app.close()
    await database.destroy()
  })
  beforeEach(() => {
    desk.known.facts = {}
    desk.issued.length = 0
    desk.recommended.offer = null
  })

  async function list(query = ''): Promise<FilledScript[]> {
    const answer = await app.inject({
      method: 'GET',
      url: `/api/v1/scripts${query}`,
      headers: { 'x-user': 'lin' },
    })
    expect(answer.statusCode).toBe(200)
    return answer.json().scripts
  }
  const find = (scripts: readonly FilledScript[], scriptId: string) =>
    scripts.find((script) => script.scriptId === scriptId)
  const textFor = async (scriptId: string) => find(await list('?externalUserId=wm-yue'), scriptId)?.text

  it('comes in its own order, published only, with fallbacks where no customer is named', async () => {
    const scripts = await list()
    const ids = scripts.map(({ scriptId }) => scriptId)
    expect(ids).toEqual(['first', 'plain', 'coupon', 'stock', 'boast', 'group', 'broken'])
    expect(find(scripts, 'first')?.text).toBe('我是花间的林晓。')
    expect(find(scripts, 'plain')).toMatchObject({ text: '您，这款产品油皮也能用。', usedBefore: false })
    expect(find(scripts, 'coupon')).toMatchObject({
      text: null,
      missing: ['券名', '有效期'],
      filledCount: 0,
      variableCount: 2,
    })
    expect((await list('?scene=group')).map(({ scriptId }) => scriptId)).toEqual(['group'])
  })

  it('names what blocks a script: words that may not go out, braces without a partner', async () => {
    const scripts = await list()
    expect(find(scripts, 'boast')?.blockedWords).toEqual([
      { word: '最佳', kind: 'absolute', replacement: '更合适' },
    ])
    expect(find(scripts, 'broken')).toMatchObject({ text: null, missing: ['花括号不成对'] })
  })

  it("is filled from this advisor's remark and the product in mind, and knows what was used", async () => {
    desk.known.facts = { interests: [sampleInterest({ sku: 'S9', name: '玫瑰精华' })] }
    expect(await textFor('plain')).toBe('悦悦姐，玫瑰精华油皮也能用。')
    await database.db.transaction().execute((trx) =>
      desk.touches.recordBubble(trx, {
        customerId: 'yue',
        userId: 'zhao',
        contentType: 'know-how',
        text: '您好',
        scriptId: 'plain',
        via: 'sent',
        asOf: deskNow,
      }),
    )
    const scripts = await list('?externalUserId=wm-yue')
    expect(find(scripts, 'plain')?.usedBefore).toBe(true)
    expect(find(scripts, 'first')?.usedBefore).toBe(false)
  })

  it('falls back to the cart and then to what was bought last', async () => {
    const line = { sku: 'C1', name: '面霜', category: '面霜', quantity: 1, unitPriceFen: 9900 }
    desk.known.facts = { cart: [line] }
    expect(await textFor('plain')).toContain('面霜')
    const product = { sku: 'B1', name: '洁面乳', category: '洁面', priceFen: 18_900, updatedAt: deskNow }
    await desk.products.store(database.db, [product])
    desk.known.facts = { boughtSkus: { B2: 30, B1: 3 } }
    expect(await textFor('plain')).toContain('洁面乳')
  })

  it('names a live coupon and none that has ended', async () => {
    desk.issued.push(sampleCoupon({ state: 'voided', headline: '旧券', issuedAt: deskNow }))
    expect(await textFor('coupon')).toBeNull()
    desk.issued.push(sampleCoupon({ expiresAt: deskNow + 24 * hour }))
    expect(await textFor('coupon')).toBe('包邮+7天价保已经为您准备好，3月19日20:00前有效。')
  })

  it('names the recommended offer where no coupon is live', async () => {
    desk.recommended.offer = { offer: { terms: { name: '满199减15' } }, expiresAt: deskNow + 4 * hour }
    expect(await textFor('coupon')).toBe('满199减15已经为您准备好，3月19日00:00前有效。')
    desk.issued.push(sampleCoupon())
    expect(await textFor('coupon')).toContain('包邮+7天价保')
  })

  it('names a stock only when it is at most 24 hours old', async () => {
    desk.known.facts = { interests: [sampleInterest({ sku: 'S1' })] }
    const product = { sku: 'S1', name: '玫瑰精华', category: '精华', priceFen: 39_900, stock: 17 }
    await desk.products.store(database.db, [{ ...product, updatedAt: deskNow - 24 * hour - 1 }])
    expect(await textFor('stock')).toBeNull()
    await desk.products.store(database.db, [{ ...product, updatedAt: deskNow - 24 * hour }])
    expect(await textFor('stock')).toBe('玫瑰精华还剩17件。')
  })

  it("is refused for another advisor's customer", async () => {
    const url = '/api/v1/scripts?externalUserId=wm-foreign'
    const answer = await app.inject({ method: 'GET', url, headers: { 'x-user': 'lin' } })
    expect(answer.statusCode).toBe(404)
  })
})
