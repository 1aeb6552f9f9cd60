import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs, localDay } from '../../../src/domain/calendar.ts'
import { retentionStart } from '../../../src/domain/privacy/retention.ts'
import { recompute } from '../../../src/server/models/recompute.ts'
import { refreshSummaries } from '../../../src/server/orders/purchase-summaries.ts'
import { createRetention, leaseMs } from '../../../src/server/privacy/retention/service.ts'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { engines } from '../../support/databases.ts'
import { advisor, openStore } from '../journey/store.ts'

type Store = Awaited<ReturnType<typeof openStore>>

describe.each(engines)('retention on $name', ({ open }) => {
  let store: Store
  let limit = { at: 0, day: 0 }
  beforeAll(async () => {
    store = await openStore(await open())
    limit = retentionStart(store.clock.at, 13, 'Asia/Shanghai')
    const old = (place: number, count: number) =>
      Array.from({ length: count }, (_, index) =>
        order(place, `old-${index}`, limit.at - 1 - index * 11 * dayMs),
      )
    const rows = store.people.flatMap((_person, place) => old(place, place + 1))
    const sameDay = order(1, 'old-same-day', limit.at - 2)
    const edge = order(0, 'edge', limit.at)
    expect((await store.shop('ingestOrders', [...rows, sameDay, edge])).body.rejected).toEqual([])
    await recompute(store.context, { asOf: store.clock.at })
  })
  afterAll(() => store.close())

  function order(place: number, name: string, at: number, row: object = {}) {
    const { unionId } = store.people[place] ?? {}
    return {
      orderId: `${name}-of-${place}`,
      unionId,
      status: 'paid',
      createdAt: at,
      paidAt: at,
      items: [],
      paidFen: 10_000 + place * 137 + name.length,
      ...row,
    }
  }
  const summaries = () =>
    store.context.db
      .selectFrom('customer')
      .select([
        'customerId',
        'orderCount',
        'purchaseDays',
        'firstPurchaseDay',
        'lastPurchaseDay',
        'lastOrderAt',
        'netSpendFen',
        'repeatSpendFen',
        'ltvFen',
        'rfmSegment',
      ])
      .where('orderCount', '>', 0)
      .orderBy('customerId')
      .execute()
  const ltv = async (place: number) =>
    (await store.as(advisor)('getPanel', { params: { externalUserId: store.personId(place) } })).body.ltv
  const count = async (table: string) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
      store.context.db,
    )
    return Number(rows[0]?.n)
  }

  it('keeps LTV to the fen: stored, shown and fitted anew, whatever became of the orders', async () => {
    const { db } = store.context
    const panels = [await ltv(0), await ltv(9)]
    for (const panel of panels)
      expect(panel).toMatchObject({ status: 'ready', data: { status: 'estimated' } })
    const before = await summaries()
    const orders = await count('purchaseOrder')
    const done = await store.app.services.retention.run(store.clock.at)
    expect(done?.agedOrders).toBe(55 + 1)
    expect(await count('purchaseOrder')).toBe(orders - 56)
    expect(await count('agedPurchase')).toBe(55)
    expect(await summaries()).toEqual(before)
    expect([await ltv(0), await ltv(9)]).toEqual(panels)

    await db.transaction().execute((trx) =>
      refreshSummaries(
        trx,
        before.map(({ customerId }) => customerId),
        store.clock.at,
      ),
    )
    expect(await summaries()).toEqual(before)
    const known = before.map(({ ltvFen }) => ltvFen)
    await recompute(store.context, { asOf: store.clock.at })
    expect((await summaries()).map(({ ltvFen }) => ltvFen)).toEqual(known)
  })

  it('keeps LTV as of an earlier day too, where all purchases are read', async () => {
    const asOf = limit.at + dayMs
    await recompute(store.context, { asOf })
    const { customerId } = (await summaries())[0] ?? { customerId: '' }
    const purchases = await store.app.services.orders.purchasesOf(store.context.db, customerId)
    expect(purchases.some(({ day }) => day < limit.day)).toBe(true)
    expect(purchases).toEqual([...purchases].sort((one, other) => one.day - other.day))
    await recompute(store.context, { asOf: store.clock.at })
  })

  it('knows old orders again: equal ones are duplicates, changed ones count anew, a refund takes its money out', async () => {
    const at = limit.at - 1
    const before = (await summaries()).reduce((sum, { netSpendFen }) => sum + netSpendFen, 0)
    const again = await store.shop('ingestOrders', [
      order(1, 'old-0', at),
      order(1, 'old-same-day', limit.at - 2),
    ])
    expect(again.body).toMatchObject({ accepted: 0, duplicates: 2 })
    const refunded = order(1, 'old-0', at, { refundedFen: 1_000 })
    expect((await store.shop('ingestOrders', [refunded])).body).toMatchObject({ accepted: 1 })
    const spent = async () => (await summaries()).reduce((sum, { netSpendFen }) => sum + netSpendFen, 0)
    expect(await spent()).toBe(before - 1_000)
    const whole = order(1, 'old-same-day', limit.at - 2, { status: 'refunded' })
    await store.shop('ingestOrders', [whole])
    expect(await spent()).toBe(before - 1_000 - whole.paidFen)
    store.clock.at += dayMs
    await store.app.services.retention.run(store.clock.at)
    expect(await spent()).toBe(before - 1_000 - whole.paidFen)
    expect((await store.shop('ingestOrders', [refunded, whole])).body).toMatchObject({ duplicates: 2 })
  })

  it('deletes events, touches, decisions and reads before the limit, and no others', async () => {
    store.clock.at += dayMs
    limit = retentionStart(store.clock.at, 13, 'Asia/Shanghai')
    const { db } = store.context
    const { customerId } = await db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', store.personId(0))
      .executeTakeFirstOrThrow()
    for (const [name, at] of [
      ['before', limit.at - 1],
      ['after', limit.at],
    ] as const) {
      await db
        .insertInto('shopEvent')
        .values({ eventId: name, customerId, type: 'view', occurredAt: at, rowHash: '' })
        .execute()
      await db
        .insertInto('touch')
        .values({
          touchId: name,
          customerId,
          userId: advisor,
          contentType: 'other',
          startedAt: at,
          lastBubbleAt: at,
          bubbles: 1,
          isReply: 0,
        })
        .execute()
      await db
        .insertInto('touchBubble')
        .values({
          bubbleId: name,
          touchId: name,
          customerId,
          userId: advisor,
          contentType: 'other',
          isReply: 0,
          text: '',
          via: 'sent',
          isEdited: 0,
          at,
        })
        .execute()
      await db
        .insertInto('decision')
        .values({
          decisionId: name,
          customerId,
          localDay: 1,
          modelVersion: '',
          offersVersion: '',
          factsHash: '',
          factsJson: '{}',
          candidatesJson: '{}',
          refusalsJson: '[]',
          mode: '',
          segment: '',
          propensity: 1,
          createdAt: at,
        })
        .execute()
      for (const action of ['customer.read', 'coupon.voided'])
        await db
          .insertInto('audit')
          .values({
            auditId: `${name} ${action}`,
            at,
            actor: advisor,
            action,
            subjectKind: 'customer',
            subjectId: customerId,
            detailsJson: '{}',
            customerId,
          })
          .execute()
    }
    const left = async (table: 'shopEvent' | 'touch' | 'touchBubble' | 'decision' | 'audit', id: string) => {
      const { rows } = await sql<{
        id: string
      }>`select ${sql.ref(id)} as id from ${sql.table(table)} where ${sql.ref(id)} like 'before%' or ${sql.ref(id)} like 'after%' order by ${sql.ref(id)}`.execute(
        db,
      )
      return rows.map((row) => row.id)
    }
    const done = await store.app.services.retention.run(store.clock.at)
    expect(done?.deleted).toMatchObject({ shopEvent: 1, touch: 1, touchBubble: 1, decision: 1, audit: 1 })
    for (const [table, id] of [
      ['shopEvent', 'eventId'],
      ['touch', 'touchId'],
      ['touchBubble', 'bubbleId'],
      ['decision', 'decisionId'],
    ] as const)
      expect(await left(table, id), table).toEqual(['after'])
    expect(await left('audit', 'auditId')).toEqual([
      'after coupon.voided',
      'after customer.read',
      'before coupon.voided',
    ])
  })

  it('runs once a day among all processes, and goes on after one that was killed', async () => {
    store.clock.at += dayMs
    const [one, other] = [
      createRetention(store.context, store.app.services),
      createRetention(store.context, store.app.services),
    ]
    const results = await Promise.all([one.run(store.clock.at), other.run(store.clock.at)])
    expect(results.filter((done) => done !== null)).toHaveLength(1)
    expect(await one.run(store.clock.at)).toBeNull()

    store.clock.at += dayMs
    const today = localDay(store.clock.at, 'Asia/Shanghai')
    await store.context.db
      .updateTable('lease')
      .set({ owner: 'killed', leaseUntil: store.clock.at + leaseMs })
      .where('name', '=', 'retention')
      .execute()
    expect(await one.run(store.clock.at)).toBeNull()
    store.clock.at += leaseMs
    expect(localDay(store.clock.at, 'Asia/Shanghai')).toBe(today)
    expect(await one.run(store.clock.at)).not.toBeNull()
  })

  it('erases whom nobody follows any more only where the store says so, after its days', async () => {
    const { db } = store.context
    const gone = await db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', store.personId(0))
      .executeTakeFirstOrThrow()
    const endedAt = store.clock.at
    await db
      .updateTable('follow')
      .set({ isActive: 0, endedAt, updatedAt: endedAt })
      .where('customerId', '=', gone.customerId)
      .execute()
    const isThere = async () =>
      (await db
        .selectFrom('customer')
        .select('customerId')
        .where('customerId', '=', gone.customerId)
        .executeTakeFirst()) !== undefined
    store.clock.at += 30 * dayMs
    expect((await store.app.services.retention.run(store.clock.at))?.erased).toBe(0)
    await changeSettings(store.context, { eraseAfterUnfollowDays: 31 })
    store.clock.at += dayMs
    expect((await store.app.services.retention.run(store.clock.at))?.erased).toBe(0)
    expect(await isThere()).toBe(true)
    store.clock.at += dayMs
    expect((await store.app.services.retention.run(store.clock.at))?.erased).toBe(1)
    expect(await isThere()).toBe(false)
  })
})
