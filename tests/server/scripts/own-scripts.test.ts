import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FilledScript } from '../../../src/contract/scripts.ts'
import { mostOwnScripts } from '../../../src/server/scripts/own-scripts.ts'
import { wordsKey } from '../../../src/server/scripts/words.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type Desk, deskApp, deskNow, deskSide } from '../touches/desk.ts'
import { insertAdvisors, insertCustomer, insertScript } from '../touches/desk-rows.ts'

const draft = {
  title: '嫌贵-我的说法',
  body: '{称呼}，您看的{商品}可以先从小的用起。',
  step: 'desire',
  objection: 'price',
}

describe.each(engines)("an advisor's own scripts on $name", ({ open }) => {
  let database: TestDatabase
  let desk: Desk
  let app: FastifyInstance
  beforeAll(async () => {
    database = await open()
    desk = deskSide(database.db)
    app = await deskApp(desk)
    await insertAdvisors(database.db)
    await insertCustomer(database.db, 'yue', ['lin', 'zhao'])
  })
  afterAll(async () => {
    await app.close()
    await database.destroy()
  })
  beforeEach(async () => {
    desk.clock.now = deskNow
    await database.db.deleteFrom('setting').execute()
    await database.db.deleteFrom('script').execute()
    await insertScript(database.db, 'team', { body: '您好。' })
  })

  const call = (method: InjectOptions['method'], url: string, payload?: object, user = 'lin') =>
    app.inject({ method: method ?? 'GET', url, headers: { 'x-user': user }, ...(payload ? { payload } : {}) })
  const save = (changes: object = {}, user = 'lin') =>
    call('POST', '/api/v1/scripts', { ...draft, ...changes }, user)
  async function listed(user = 'lin', query = '?externalUserId=wm-yue'): Promise<FilledScript[]> {
    return (await call('GET', `/api/v1/scripts${query}`, undefined, user)).json().scripts
  }
  const mine = async (user = 'lin', query?: string) =>
    (await listed(user, query)).filter(({ isMine }) => isMine).map(({ title, text }) => [title, text])
  async function savedId(changes: object = {}, user = 'lin'): Promise<string> {
    const answer = await save(changes, user)
    expect(answer.statusCode).toBe(200)
    return answer.json().scriptId
  }

  it('are kept as templates and filled for each customer, for their owner alone', async () => {
    await savedId()
    expect(await mine()).toEqual([['嫌贵-我的说法', '悦悦姐，您看的这款产品可以先从小的用起。']])
    expect(await mine('lin', '')).toEqual([['嫌贵-我的说法', '您看的这款产品可以先从小的用起。']])
    expect(await mine('zhao')).toEqual([])
    expect((await listed('zhao')).map(({ scriptId }) => scriptId)).toEqual(['team'])
    expect((await listed('zhao', '')).map(({ scriptId }) => scriptId)).toEqual(['team'])
    const own = (await listed()).find(({ isMine }) => isMine)
    expect(own).toMatchObject({
      step: 'desire',
      objection: 'price',
      scene: 'single',
      stages: [],
      contentType: 'other',
    })
    expect(own?.variables).toEqual([
      { name: '称呼', value: '悦悦姐' },
      { name: '商品', value: '这款产品' },
    ])
  })

  it('stay out of the strip of Home and in the order of their saving', async () => {
    await savedId({ title: '先' })
    desk.clock.now += 1
    await savedId({ title: '后' })
    expect((await mine('lin', '')).map(([title]) => title)).toEqual(['后', '先'])
    expect((await listed('lin', '?scene=group')).map(({ scriptId }) => scriptId)).toEqual([])
    const strip = await desk.scripts.aidaFor(database.db, {
      customerId: 'yue',
      assignmentKey: 'yue',
      facts: await desk.facts.factsOf(database.db, 'yue', deskNow),
      remark: '',
      memberTier: null,
      advisorName: '林晓',
      coupon: null,
    })
    expect(strip.flatMap(({ variants }) => variants).map(({ scriptId }) => scriptId)).toEqual(['team'])
  })

  it('are changed and taken away by their owner; what was sent keeps its title', async () => {
    const scriptId = await savedId()
    const changed = await call('PUT', `/api/v1/scripts/${scriptId}`, {
      ...draft,
      title: '新名',
      body: '您好，新的。',
    })
    expect([changed.statusCode, changed.json()]).toEqual([200, { scriptId }])
    expect(await mine()).toEqual([['新名', '您好，新的。']])
    const url = '/api/v1/customers/wm-yue/touches'
    expect((await call('POST', url, { scriptId, text: '您好，新的。', via: 'sent' })).statusCode).toBe(200)
    const removed = await call('DELETE', `/api/v1/scripts/${scriptId}`)
    expect([removed.statusCode, removed.json()]).toEqual([200, { ok: true }])
    expect(await mine()).toEqual([])
    expect((await desk.library.labelsOf(database.db, [scriptId])).get(scriptId)?.title).toBe('新名')
    expect((await call('DELETE', `/api/v1/scripts/${scriptId}`)).statusCode).toBe(404)
    expect((await call('PUT', `/api/v1/scripts/${scriptId}`, draft)).statusCode).toBe(404)
  })

  it.each(['PUT', 'DELETE'] as const)(
    '%s answers alike for a foreign, a team and an unknown one',
    async (method) => {
      const foreign = await savedId({}, 'zhao')
      const answers = await Promise.all(
        [foreign, 'team', 'nobody'].map(async (scriptId) => {
          const answer = await call(
            method,
            `/api/v1/scripts/${scriptId}`,
            method === 'PUT' ? draft : undefined,
          )
          return [answer.statusCode, answer.body]
        }),
      )
      expect(new Set(answers.map(String)).size).toBe(1)
      expect(answers[0]?.[0]).toBe(404)
      expect(await mine('zhao')).toHaveLength(1)
      expect((await listed()).map(({ scriptId }) => scriptId)).toEqual(['team'])
    },
  )

  it.each([
    [{ title: ' ' }, 'body.title', '还没有标题', null],
    [{ title: '好'.repeat(41) }, 'body.title', '标题最多 40 字', null],
    [{ body: '' }, 'body.body', '还没有内容', null],
    [{ body: '好'.repeat(1001) }, 'body.body', '最多 1000 字', null],
    [{ body: '您好{称呼' }, 'body.body', '花括号不成对', null],
    [{ body: '{姓名}您好' }, 'body.body', '没有变量 {姓名}', null],
    [{ body: '这是最佳选择' }, 'body.body', '「最佳」不可发，建议「更合适」', '更合适'],
    [{ body: '可以治·疗泛红' }, 'body.body', '「治·疗」不可发，建议「护理」', '护理'],
    [{ body: '这家刷单' }, 'body.body', '「刷单」不可发', undefined],
    [{ body: '还剩17件' }, 'body.body', '「还剩17件」要用 {余量} 取实时库存，不能手写', undefined],
    [{ body: '请加 微信' }, 'body.body', '「加 微信」不可发，建议「留言」', '留言'],
  ])('%j is refused and stores nothing (OFF-18, SCR-06)', async (changes, field, problem, replacement) => {
    const valueJson = JSON.stringify([{ word: '加微信', replacement: '留言' }])
    await database.db.insertInto('setting').values({ key: wordsKey, valueJson, updatedAt: 1 }).execute()
    const answer = await save(changes)
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ code: 'script_refused', message: problem })
    const { fields, blockedWords } = answer.json().details
    expect(fields).toEqual([{ field, problem }])
    expect(blockedWords).toHaveLength(replacement === null ? 0 : 1)
    if (replacement) expect(blockedWords[0]).toMatchObject({ replacement })
    expect(await mine()).toEqual([])
  })

  it('a refused change leaves the script as it was', async () => {
    const scriptId = await savedId()
    const answer = await call('PUT', `/api/v1/scripts/${scriptId}`, { ...draft, body: '限量' })
    expect(answer.statusCode).toBe(422)
    expect(await mine()).toEqual([['嫌贵-我的说法', '悦悦姐，您看的这款产品可以先从小的用起。']])
  })

  it('names every problem at once', async () => {
    const answer = await save({ title: '', body: '最佳，限量' })
    expect(answer.json().details.fields).toHaveLength(3)
    expect(answer.json().details.blockedWords.map(({ word }: { word: string }) => word)).toEqual([
      '最佳',
      '限量',
    ])
  })

  it('takes a live variable, and hides the line when the stock is gone (scenario 11)', async () => {
    const scriptId = await savedId({ body: '{商品}还剩{余量}件。' })
    expect((await listed()).find((script) => script.scriptId === scriptId)).toMatchObject({
      text: null,
      missing: ['余量'],
    })
  })

  it('a repeated tap saves once', async () => {
    const headers = { 'x-user': 'lin', 'idempotency-key': 'tap-1' }
    const tap = () => app.inject({ method: 'POST', url: '/api/v1/scripts', headers, payload: draft })
    const [first, second] = [await tap(), await tap()]
    expect(second.json()).toEqual(first.json())
    expect(await mine()).toHaveLength(1)
  })

  it(`holds ${mostOwnScripts} of them for each advisor`, async () => {
    for (let count = 1; count < mostOwnScripts; count += 1)
      await insertScript(database.db, `own-${count}`, { status: 'own', ownerUserId: 'lin' })
    expect((await save()).statusCode).toBe(200)
    const answer = await save()
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'script_refused'])
    expect((await save({}, 'zhao')).statusCode).toBe(200)
  })
})
