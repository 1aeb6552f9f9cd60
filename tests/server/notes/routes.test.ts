import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type Desk, deskApp, deskNow, deskSide } from '../touches/desk.ts'
import { insertAdvisors, insertCustomer } from '../touches/desk-rows.ts'

describe.each(engines)('notes on $name', ({ open }) => {
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
    customerId = `n${made}`
    desk.clock.now = deskNow
    await insertCustomer(database.db, customerId, ['lin', 'zhao'])
  })

  async function add(payload: object, { user = 'lin', key = '', id = `wm-${customerId}` } = {}) {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/v1/customers/${id}/notes`,
      headers: { 'x-user': user, ...(key === '' ? {} : { 'idempotency-key': key }) },
      payload,
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  async function notesOf(user: string) {
    const answer = await app.inject({
      method: 'GET',
      url: `/api/v1/customers/wm-${customerId}/timeline`,
      headers: { 'x-user': user },
    })
    return answer
      .json()
      .past.filter(({ kind }: { kind: string }) => kind === 'note')
      .map(({ title, detail, at }: Record<string, unknown>) => [title, detail, at])
  }

  it('stand in the timeline of every advisor of the customer, with who wrote them', async () => {
    expect((await add({ text: '  约周五试用，怕刺激  ' })).body.note).toMatchObject({
      text: '约周五试用，怕刺激',
      at: deskNow,
      by: '林晓',
      isMine: true,
    })
    desk.clock.now += 1
    expect(await notesOf('lin')).toEqual([['我 记跟进', '约周五试用，怕刺激', deskNow]])
    expect(await notesOf('zhao')).toEqual([['林晓 记跟进', '约周五试用，怕刺激', deskNow]])
  })

  it('are one for one key, and two without', async () => {
    const first = await add({ text: '同一句' }, { key: `k${made}` })
    expect(await add({ text: '同一句' }, { key: `k${made}` })).toEqual(first)
    expect((await add({ text: '另一句' }, { key: `k${made}` })).status).toBe(409)
    await add({ text: '同一句' })
    desk.clock.now += 1
    expect(await notesOf('lin')).toHaveLength(2)
  })

  it.each([
    ['empty', '', 400],
    ['blank', '   ', 400],
    ['of one character', '好', 200],
    ['of 500', '好'.repeat(500), 200],
    ['of 501', '好'.repeat(501), 400],
  ])('%s', async (_case, text, status) => {
    const answer = await add({ text })
    expect(answer.status).toBe(status)
    if (status === 400) expect(answer.body.message).toMatch(/^body\.text: /)
  })

  it('of a foreign or unknown customer are refused alike, and nothing is stored', async () => {
    await insertCustomer(database.db, `f${made}`, ['zhao'])
    const foreign = await add({ text: '看看' }, { id: `wm-f${made}` })
    expect(foreign.status).toBe(404)
    expect(await add({ text: '看看' }, { id: 'wm-nobody' })).toEqual(foreign)
    const rows = await database.db
      .selectFrom('customerNote')
      .select('noteId')
      .where('customerId', '=', `f${made}`)
      .execute()
    expect(rows).toEqual([])
  })
})
