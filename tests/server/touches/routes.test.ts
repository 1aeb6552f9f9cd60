import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type Desk, deskApp, deskNow, deskSide } from './desk.ts'
import { insertAdvisors, insertCustomer, insertScript } from './desk-rows.ts'

const minute = 60_000

describe.each(engines)('the touch routes on $name', ({ open }) => {
  let database: TestDatabase
  let desk: Desk
  let app: FastifyInstance
  let customerId = ''
  let made = 0
  beforeAll(async () => {
    database = await open()
    desk = deskSide(database.db)
    app = await deskApp(desk)
    await insertAdvisors(database.db)
    await insertScript(database.db, 'service-1', { contentType: 'service' })
  })
  afterAll(async () => {
    await app.close()
    await database.destroy()
  })
  beforeEach(async () => {
    made += 1
    customerId = `r${made}`
    desk.clock.now = deskNow
    await insertCustomer(database.db, customerId, ['lin', 'zhao'])
  })

  async function call(
    what: string,
    body?: Record<string, unknown>,
    options: { user?: string; key?: string } = {},
  ) {
    const { user = 'lin', key } = options
    const answer = await app.inject({
      method: body ? 'POST' : 'GET',
      url: `/api/v1/customers/wm-${customerId}/${what}`,
      headers: { 'x-user': user, ...(key ? { 'idempotency-key': key } : {}) },
      ...(body ? { payload: body } : {}),
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  const send = (body: Record<string, unknown>, options: { user?: string; key?: string } = {}) =>
    call('touches', { text: '您好', via: 'sent', ...body }, options)

  it('records a send and shows it in the meter at once', async () => {
    const { status, body } = await send({ text: '第一条' })
    expect(status).toBe(200)
    expect(body.touch).toMatchObject({
      by: '林晓',
      isMine: true,
      bubbles: 1,
      text: '第一条',
      contentType: 'other',
    })
    expect(body.cadence).toMatchObject({ weekCount: 1, weekCap: 4, bubbles: 1 })
  })

  it('records a repeated request once', async () => {
    const first = await send({ text: '一次' }, { key: `tap-${customerId}` })
    const second = await send({ text: '一次' }, { key: `tap-${customerId}` })
    expect(second).toEqual(first)
    const other = await send({ text: '别的' }, { key: `tap-${customerId}` })
    expect(other).toMatchObject({ status: 409, body: { code: 'key_reused' } })
    expect((await call('touches')).body.touches).toMatchObject([{ bubbles: 1 }])
  })

  it("lists all advisors' touches, latest first", async () => {
    await send({ text: '早' })
    desk.clock.now += 20 * minute
    await send({ text: '晚', via: 'copied' }, { user: 'zhao' })
    const { body } = await call('touches', undefined, { user: 'zhao' })
    expect(body.touches).toMatchObject([
      { by: '赵宁', isMine: true, text: '晚' },
      { by: '林晓', isMine: false, text: '早' },
    ])
    expect(body.cadence.weekCount).toBe(2)
  })

  it('takes the content type from the script unless one is given', async () => {
    const served = await send({ scriptId: 'service-1' })
    expect(served.body).toMatchObject({ touch: { contentType: 'service' }, cadence: { serviceToday: 1 } })
    desk.clock.now += 20 * minute
    const given = await send({ scriptId: 'service-1', contentType: 'recall' })
    expect(given.body.touch.contentType).toBe('recall')
    const unknown = await send({ scriptId: 'nothing' })
    expect(unknown).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
  })

  it('refuses words that may not go out and open variables, naming what to say instead', async () => {
    const { status, body } = await send({ text: '这是最佳选择' })
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'invalid_input' })
    expect(body.message).toBe('body.text: 「最佳」不能发送，建议改为「更合适」')
    expect(body.details.blockedWords).toMatchObject([{ word: '最佳', replacement: '更合适' }])
    expect((await send({ text: '{称呼}，您好' })).body.message).toBe('body.text: 变量缺值 {称呼}')
    expect((await call('touches')).body.touches).toEqual([])
  })

  it('records a message to a customer who opted out of offers', async () => {
    await database.db
      .updateTable('customer')
      .set({ optedOutAt: deskNow })
      .where('customerId', '=', customerId)
      .execute()
    expect((await send({})).status).toBe(200)
  })

  it('marks that the customer is asking for 60 minutes and takes the mark back', async () => {
    const marked = await call('asking', { isAsking: true, about: 'price' })
    expect(marked.body.cadence).toMatchObject({ isAsking: true, askingUntil: deskNow + 60 * minute })
    expect(await desk.customers.find(customerId)).toMatchObject({
      askingAbout: 'price',
      lastActivityAt: deskNow,
    })
    await call('asking', { isAsking: true })
    expect((await desk.customers.find(customerId))?.askingAbout).toBe('price')
    const replied = await send({})
    expect(replied.body.cadence).toMatchObject({ weekCount: 0, bubbles: 1 })
    desk.clock.now += 60 * minute
    expect((await call('touches')).body.cadence).toMatchObject({ isAsking: false, askingUntil: null })
    await call('asking', { isAsking: true })
    expect((await desk.customers.find(customerId))?.askingAbout).toBe('anything')
    const cleared = await call('asking', { isAsking: false })
    expect(cleared.body.cadence).toMatchObject({ isAsking: false, askingUntil: null })
  })

  it("answers another advisor's customer exactly like an unknown one", async () => {
    await insertCustomer(database.db, 'foreign', ['zhao'])
    const urls = ['wm-foreign', 'wm-nobody'].map((id) => `/api/v1/customers/${id}/touches`)
    const answers = await Promise.all(
      urls.map((url) => app.inject({ method: 'GET', url, headers: { 'x-user': 'lin' } })),
    )
    for (const answer of answers) expect(answer.json()).toEqual({ code: 'not_found', message: '没有找到' })
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404])
    const signedOut = await app.inject({ method: 'GET', url: urls[0] ?? '' })
    expect(signedOut.statusCode).toBe(401)
  })
})
