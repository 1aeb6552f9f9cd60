import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FilledScript } from '../../../src/contract/scripts.ts'
import { hourMs } from '../../../src/domain/calendar.ts'
import { wordsKey } from '../../../src/server/scripts/words.ts'
import { sampleInterest } from '../../domain/customers/sample-facts.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type Desk, deskApp, deskNow, deskSide } from '../touches/desk.ts'
import { insertAdvisors, insertCustomer, insertScript } from '../touches/desk-rows.ts'

describe.each(engines)('what keeps a script back on $name', ({ open }) => {
  let database: TestDatabase
  let desk: Desk
  let app: FastifyInstance
  beforeAll(async () => {
    database = await open()
    desk = deskSide(database.db)
    app = await deskApp(desk)
    await insertAdvisors(database.db)
    await insertCustomer(database.db, 'yue', ['lin'])
    await insertScript(database.db, 'stock', { body: '{商品}还剩{真实余量}件。' })
    await insertScript(database.db, 'quota', { body: '前100名半价。' })
    await insertScript(database.db, 'say', { body: '{见证}只作参考。' })
    await insertScript(database.db, 'own', { body: '加微信领资料。' })
  })
  afterAll(async () => {
    await app.close()
    await database.destroy()
  })
  beforeEach(async () => {
    desk.known.facts = { interests: [sampleInterest({ sku: 'S1' })] }
    await database.db.deleteFrom('setting').execute()
    await setStock(17, deskNow)
  })

  let version = 0
  async function setStock(stock: number, updatedAt: number) {
    version += 1
    await database.db.deleteFrom('product').execute()
    const product = { sku: 'S1', name: `玫瑰精华${version}`, category: '精华', priceFen: 39_900 }
    await desk.products.store(database.db, [{ ...product, stock, updatedAt }])
  }
  const setWords = (valueJson: string) =>
    database.db.insertInto('setting').values({ key: wordsKey, valueJson, updatedAt: 1 }).execute()

  const headers = { 'x-user': 'lin' }
  async function list() {
    const answer = await app.inject({ method: 'GET', url: '/api/v1/scripts?externalUserId=wm-yue', headers })
    expect(answer.statusCode).toBe(200)
    const { scripts, words } = answer.json() as { scripts: FilledScript[]; words: unknown[] }
    const find = (scriptId: string) => scripts.find((script) => script.scriptId === scriptId)
    return { find, words }
  }
  async function record(text: string) {
    const url = '/api/v1/customers/wm-yue/touches'
    const answer = await app.inject({ method: 'POST', url, headers, payload: { text, via: 'sent' } })
    const words: { word: string }[] = answer.json().details?.blockedWords ?? []
    return { status: answer.statusCode, words: words.map(({ word }) => word) }
  }

  it('counts the live stock alone and says why there is none (OFF-18)', async () => {
    expect((await list()).find('stock')).toMatchObject({
      blockedWords: [],
      stock: { count: 17, at: deskNow },
    })
    await setStock(17, deskNow - 24 * hourMs - 1)
    expect((await list()).find('stock')).toMatchObject({
      text: null,
      missing: ['真实余量'],
      missingReasons: ['库存数据超过 24 小时，不能提余量'],
      stock: null,
    })
  })

  it('blocks a number that was written by hand', async () => {
    expect((await list()).find('quota')).toMatchObject({
      blockedWords: [{ word: '前100名', kind: 'scarcity', replacement: null }],
      stock: null,
    })
  })

  it.each([
    ['还剩17件', 200, []],
    ['还剩18件', 200, []],
    ['还剩16件', 400, ['还剩16件']],
    ['限量,还剩17件', 200, []],
    ['限量', 400, ['限量']],
    ['您好', 200, []],
  ])('records %j: %d', async (text, status, words) => {
    expect(await record(text)).toEqual({ status, words })
  })

  it('records no count where the stock is old or nothing is talked about', async () => {
    await setStock(17, deskNow - 24 * hourMs - 1)
    expect((await record('还剩17件')).status).toBe(400)
    await setStock(17, deskNow)
    desk.known.facts = {}
    expect((await record('还剩17件')).status).toBe(400)
  })

  it("hands the store's words to the panel, fills and records by them (SCR-06)", async () => {
    await setWords(JSON.stringify(['加微信', { word: '领资料', kind: 'tone', replacement: '看资料' }]))
    const { find, words } = await list()
    expect(words).toEqual([
      { word: '加微信', kind: 'sensitive', replacement: null },
      { word: '领资料', kind: 'tone', replacement: '看资料' },
    ])
    expect(find('own')?.blockedWords).toEqual(words)
    expect(await record('請 加·微·信')).toEqual({ status: 400, words: ['加·微·信'] })
  })

  it.each(['{', '3', '"加微信"'])('holds with the built-in words where the setting is %s', async (stored) => {
    await setWords(stored)
    expect((await list()).words).toEqual([])
    expect((await record('这是最佳选择')).words).toEqual(['最佳'])
    expect((await record('加微信')).status).toBe(200)
  })

  it('says why no testimonial is told', async () => {
    expect((await list()).find('say')).toMatchObject({ text: null, missingReasons: ['还没有可用的见证'] })
  })
})
