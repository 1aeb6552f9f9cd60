import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type Desk, deskApp, deskNow, deskSide } from '../touches/desk.ts'
import { insertAdvisors, insertCustomer } from '../touches/desk-rows.ts'

const minute = 60_000
const day = 86_400_000

describe.each(engines)('reminders on $name', ({ open }) => {
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
  })
  afterAll(async () => {
    await app.close()
    await database.destroy()
  })
  beforeEach(async () => {
    made += 1
    customerId = `m${made}`
    desk.clock.now = deskNow
    await insertCustomer(database.db, customerId, ['lin', 'zhao'])
  })

  async function call(path: string, body?: object, { user = 'lin', key = '' } = {}) {
    const answer = await app.inject({
      method: body ? 'POST' : 'GET',
      url: `/api/v1/customers/wm-${customerId}/${path}`,
      headers: { 'x-user': user, ...(key === '' ? {} : { 'idempotency-key': key }) },
      ...(body ? { payload: body } : {}),
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  const set = (body: object = {}, options: { user?: string; key?: string } = {}) =>
    call('reminders', body, options)
  const list = async (user = 'lin') => (await call('reminders', undefined, { user })).body.reminders
  const future = async () =>
    (await call('timeline')).body.future.map(({ title, detail }: Record<string, unknown>) => [title, detail])

  it('are set for the next golden time with room', async () => {
    desk.clock.now = deskNow + 2 * 60 * minute
    const next = Date.parse('2026-03-19T07:00:00+08:00')
    expect((await set()).body.reminder).toMatchObject({ at: next, note: '', by: '林晓', isMine: true })
  })

  it('wait for the open push to end where the present is golden, and for a day with room', async () => {
    expect((await set()).body.reminder.at).toBe(deskNow + 10 * minute)
    for (const text of ['一', '二']) {
      await call('touches', { text, via: 'sent' })
      desk.clock.now += 11 * minute
    }
    expect((await set()).body.reminder.at).toBe(Date.parse('2026-03-19T07:00:00+08:00'))
  })

  it.each([
    ['now', 0, 400],
    ['a millisecond ahead', 1, 200],
    ['60 days ahead', 60 * day, 200],
    ['more', 60 * day + 1, 400],
  ])('are for a time to come: %s', async (_case, ahead, status) => {
    expect((await set({ at: deskNow + ahead })).status).toBe(status)
  })

  it('are one, however often told, and send nothing', async () => {
    const at = deskNow + day
    const first = await set({ at, note: '问用得怎么样' }, { key: `k${made}` })
    expect(await set({ at, note: '问用得怎么样' }, { key: `k${made}` })).toEqual(first)
    const others = await Promise.all([set({ at }), set({ at }), set({ at })])
    for (const { body } of others) expect(body).toEqual(first.body)
    expect(await list()).toHaveLength(1)
    desk.clock.now += 1
    await set({ at }, { user: 'zhao' })
    expect(await list('zhao')).toMatchObject([{ by: '林晓', isMine: false }, { isMine: true }])
    desk.clock.now = at + 1
    expect((await call('touches')).body.touches).toEqual([])
  })

  it('show in the future of the timeline, say when it is time, and go when they are ended', async () => {
    const at = deskNow + day
    const { reminderId } = (await set({ at, note: '问用得怎么样' })).body.reminder
    expect(await future()).toEqual([['我 改约联系', '问用得怎么样']])
    desk.clock.now = at - 1
    expect(await list()).toMatchObject([{ isDue: false }])
    desk.clock.now = at
    expect(await list()).toMatchObject([{ isDue: true }])
    expect(await future()).toEqual([['我 改约联系', '到时间了 · 问用得怎么样']])
    const end = (body: object) => call(`reminders/${reminderId}/end`, body, { user: 'zhao' })
    expect(await end({})).toEqual({ status: 200, body: { reminders: [] } })
    expect(await end({ outcome: 'cancelled' })).toEqual({ status: 200, body: { reminders: [] } })
    expect(await future()).toEqual([])
    const row = await database.db
      .selectFrom('reminder')
      .select(['outcome', 'endedBy', 'endedAt'])
      .where('reminderId', '=', reminderId)
      .executeTakeFirst()
    expect(row).toEqual({ outcome: 'done', endedBy: 'zhao', endedAt: at })
  })

  it("of another customer or another advisor's customer answer like unknown ones", async () => {
    const { reminderId } = (await set({ at: deskNow + day })).body.reminder
    await insertCustomer(database.db, `foreign${made}`, ['zhao'])
    customerId = `foreign${made}`
    const missing = { status: 404, body: { code: 'not_found', message: '没有找到' } }
    expect(await call(`reminders/${reminderId}/end`, {}, { user: 'zhao' })).toEqual(missing)
    expect(await set({})).toEqual(missing)
    expect(await call('reminders')).toEqual(missing)
  })
})
