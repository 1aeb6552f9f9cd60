import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { batchMs } from '../../../src/server/audit/reads.ts'
import { engines } from '../../support/databases.ts'
import { advisor, colleague, openStore } from '../journey/store.ts'

type Store = Awaited<ReturnType<typeof openStore>>

describe.each(engines)('reads of customers on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await open())
  })
  afterEach(() => vi.useRealTimers())
  afterAll(() => store.close())

  const stored = () =>
    store.context.db
      .selectFrom('audit')
      .innerJoin('customer', 'customer.customerId', 'audit.customerId')
      .select(['audit.actor', 'audit.detailsJson', 'customer.externalUserId'])
      .where('action', '=', 'customer.read')
      .orderBy('auditId')
      .execute()

  it('are noted with who, whom and what, and written together behind the answers', async () => {
    // However long the four take, the batch waits for them.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const params = { externalUserId: store.personId(2) }
    for (const route of ['getPanel', 'getTimeline', 'listTags', 'getChanges'] as const)
      expect((await store.as(advisor)(route, { params })).status).toBe(200)
    expect(await stored()).toEqual([])
    vi.useRealTimers()
    await store.app.services.reads.flush()
    const rows = await stored()
    expect(rows.map(({ detailsJson }) => JSON.parse(detailsJson).route).sort()).toEqual([
      'getPanel',
      'getTimeline',
      'listTags',
    ])
    for (const row of rows) expect(row).toMatchObject({ actor: advisor, ...params })
  })

  it('are written within a second without a word', async () => {
    const before = (await stored()).length
    await store.as(advisor)('getPanel', { params: { externalUserId: store.personId(3) } })
    expect(batchMs).toBeLessThanOrEqual(1000)
    await expect.poll(async () => (await stored()).length).toBe(before + 1)
  })

  it('are none where nothing was answered: foreign customers, no session', async () => {
    const before = (await stored()).length
    const params = { externalUserId: store.personId(4) }
    expect((await store.as(colleague)('getPanel', { params })).status).toBe(404)
    expect((await store.call('getPanel', { params })).status).toBe(401)
    await store.app.services.reads.flush()
    expect((await stored()).length).toBe(before)
  })
})

describe.each(engines)('a server that closes on $name', ({ open }) => {
  it('writes what waits, and keeps what the database refused', async () => {
    const store = await openStore(await open())
    const { db } = store.context
    const count = async () =>
      (await db.selectFrom('audit').select('auditId').where('action', '=', 'customer.read').execute()).length
    await store.as(advisor)('getPanel', { params: { externalUserId: store.personId(0) } })
    await db.schema.alterTable('audit').renameTo('auditAway').execute()
    await store.app.services.reads.flush()
    await db.schema.alterTable('auditAway').renameTo('audit').execute()
    expect(await count()).toBe(0)
    await store.app.close()
    expect(await count()).toBe(1)
    await store.simulator.close()
  })
})
