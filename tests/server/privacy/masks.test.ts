import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../../support/databases.ts'
import { advisor, colleague, openStore, type Call } from '../journey/store.ts'

type Store = Awaited<ReturnType<typeof openStore>>

const phone = '13912345678'
const masked = '139****5678'

describe.each(engines)('a phone number on $name', ({ open }) => {
  let store: Store
  let params = { externalUserId: '' }
  beforeAll(async () => {
    store = await openStore(await open())
    params = { externalUserId: store.personId(0) }
    await store.as(advisor)('getPanel', { params })
    await store.shop('ingestCustomers', [{ unionId: store.people[0]?.unionId, phone }])
    const { db } = store.context
    const { customerId } = await db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', params.externalUserId)
      .executeTakeFirstOrThrow()
    await db
      .updateTable('follow')
      .set({ remark: `李悦 ${phone}` })
      .where('customerId', '=', customerId)
      .execute()
    await db
      .updateTable('customer')
      .set({ name: `悦${phone}` })
      .where('customerId', '=', customerId)
      .execute()
    await store.as(advisor)('addNote', { params, body: { text: `收货电话 ${phone}` } })
    await store.as(advisor)('setReminder', { params, body: { note: `打 ${phone}` } })
    await store.as(advisor)('recordTouch', { params, body: { text: `您的号码是 ${phone}`, via: 'sent' } })
  })
  afterAll(() => store.close())

  const reveal = (call: Call, userId: typeof advisor | typeof colleague = advisor) =>
    store.as(userId)('revealField', { params, ...call })

  it('is masked in every answer about the customer', async () => {
    for (const route of [
      'getPanel',
      'getTimeline',
      'listTouches',
      'listReminders',
      'getPrivacy',
      'listOffers',
      'listTags',
      'listIgnored',
      'getQuiz',
    ] as const) {
      const { status, body } = await store.as(advisor)(route, { params })
      expect({ route, status }).toEqual({ route, status: 200 })
      expect(JSON.stringify(body), route).not.toContain(phone)
    }
    const { body } = await store.as(advisor)('getPanel', { params })
    expect(body.customer).toMatchObject({ displayName: `李悦 ${masked}`, nickname: `悦${masked}` })
    expect((await store.as(advisor)('getPrivacy', { params })).body.phones).toEqual([masked])
    const timeline = JSON.stringify((await store.as(advisor)('getTimeline', { params })).body)
    expect(timeline).toContain(`收货电话 ${masked}`)
    const added = await store.as(advisor)('addNote', { params, body: { text: `再打 ${phone}` } })
    expect(added.body.note.text).toBe(`再打 ${masked}`)
  })

  it('is answered in full for a reason, each time with an entry that holds the reason and not the number', async () => {
    const entries = () =>
      store.context.db
        .selectFrom('audit')
        .select(['actor', 'detailsJson'])
        .where('action', '=', 'customer.revealed')
        .execute()
    for (const body of [
      { field: 'phone' },
      { field: 'phone', reason: ' x ' },
      { field: 'avatar', reason: 'why not' },
    ])
      expect((await reveal({ body })).status, JSON.stringify(body)).toBe(400)
    expect(await entries()).toEqual([])
    const first = await reveal({ body: { field: 'phone', reason: '快递要核对' } })
    expect(first).toMatchObject({ status: 200, body: { field: 'phone', values: [phone] } })
    expect((await reveal({ body: { field: 'remark', reason: '核对备注' } })).body.values).toEqual([
      `李悦 ${phone}`,
    ])
    expect((await reveal({ body: { field: 'notes', reason: '找收货电话' } })).body.values).toEqual(
      expect.arrayContaining([`收货电话 ${phone}`, `再打 ${phone}`]),
    )
    const told = await entries()
    expect(told.map(({ detailsJson }) => JSON.parse(detailsJson).reason).sort()).toEqual(
      ['快递要核对', '找收货电话', '核对备注'].sort(),
    )
    for (const { actor, detailsJson } of told) {
      expect(actor).toBe(advisor)
      expect(detailsJson).not.toContain(phone)
    }
  })

  it('is told to nobody who does not follow the customer, like an unknown one, and kept in no memory of answers', async () => {
    const body = { field: 'phone', reason: '我也想看' }
    const unknown = { externalUserId: 'wm-nobody' }
    const foreign = await reveal({ body }, colleague)
    expect(foreign.status).toBe(404)
    expect(foreign.body).toEqual((await reveal({ params: unknown, body })).body)
    expect(
      (await store.call('revealField', { params, body, headers: { origin: 'http://127.0.0.1:3000' } }))
        .status,
    ).toBe(401)
    await reveal({ body, headers: { 'idempotency-key': 'one-tap' } })
    const kept = await store.context.db.selectFrom('idempotency').select('responseJson').execute()
    expect(JSON.stringify(kept)).not.toContain(phone)
  })
})
