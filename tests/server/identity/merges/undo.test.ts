import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAttribution } from '../../../../src/server/attribution/service.ts'
import { createMerges } from '../../../../src/server/identity/merges/service.ts'
import { refreshSummaries } from '../../../../src/server/orders/purchase-summaries.ts'
import { engines, type TestDatabase } from '../../../support/databases.ts'
import { orderRow, shopSide, testNow } from '../../ingest/shop-side.ts'

const dayMs = 86_400_000

describe.each(engines)('undoing a merge on $name', ({ open }) => {
  let database: TestDatabase
  let shop: ReturnType<typeof shopSide>
  let merges: ReturnType<typeof createMerges>
  let clock = testNow
  let person = 0
  beforeAll(async () => {
    database = await open()
    shop = shopSide(database.db)
    const attribution = createAttribution()
    const members = { namesOf: async (ids: readonly string[]) => new Map(ids.map((id) => [id, id])) }
    const context = { ...shop.context, now: () => clock }
    merges = createMerges(context, { members, refreshSummaries, attribution })
  })
  afterAll(() => database.destroy())

  const ownerOf = async (value: string) => {
    const { db } = database
    const row = await db
      .selectFrom('identity')
      .select('customerId')
      .where('value', '=', value)
      .executeTakeFirst()
    return row?.customerId
  }
  const ordersOf = async (customerId: string | undefined) =>
    (await shop.orders.ordersOf(database.db, customerId ?? '', { limit: 20 }))
      .map((row) => row.orderId)
      .sort()
  const customer = (customerId: string) =>
    database.db
      .selectFrom('customer')
      .selectAll()
      .where('customerId', '=', customerId)
      .executeTakeFirstOrThrow()

  const usesOf = (customerId: string) =>
    database.db
      .selectFrom('budgetUse')
      .select(['periodKey', 'usedFen'])
      .where('scopeId', '=', customerId)
      .orderBy('periodKey')
      .execute()

  /** A contact and a shop customer, with an order each, who turned out to share a union id and a phone. */
  async function mergedPair() {
    person += 1
    clock = testNow
    const [unionId, phone, externalUserId] = [`U${person}`, `1380001${1000 + person}`, `wm${person}`]
    const keptId = await database.db
      .transaction()
      .execute((trx) => shop.identity.linkExternalContact(trx, { externalUserId, unionId }, testNow))
    await shop.ingest.orders([
      orderRow(`k${person}`, { phone: undefined, unionId }),
      orderRow(`m${person}`, { phone }),
    ])
    const mergedId = (await ownerOf(phone)) ?? ''
    await shop.ingest.customers([{ unionId, phone }])
    const [merge] = await merges.merges(keptId)
    return { unionId, phone, externalUserId, keptId, mergedId, mergeId: merge?.mergeId ?? '' }
  }

  it('gives both what they had, with summaries right at once', async () => {
    const { keptId, mergedId, mergeId, phone } = await mergedPair()
    expect(await customer(keptId)).toMatchObject({ orderCount: 2, netSpendFen: 20_000 })
    expect(await merges.undo(mergeId, 'root')).toEqual({ keptId, mergedId })
    for (const id of [keptId, mergedId])
      expect(await customer(id)).toMatchObject({ orderCount: 1, netSpendFen: 10_000 })
    expect(await ownerOf(phone)).toBe(mergedId)
    const trail = await database.db
      .selectFrom('audit')
      .select(['action', 'actor'])
      .where('customerId', '=', keptId)
      .orderBy('action')
      .execute()
    expect(trail).toEqual([
      { action: 'customer.merged', actor: 'system' },
      { action: 'customer.unmerged', actor: 'root' },
    ])
  })

  it('leaves what came since with the identity that brought it', async () => {
    const { unionId, phone, keptId, mergedId, mergeId } = await mergedPair()
    const by = (key: object, orderId: string) => orderRow(orderId, { phone: undefined, ...key })
    const shopId = `S${person}`
    await shop.ingest.orders([by({ phone }, `p${person}`), by({ unionId }, `u${person}`)])
    await shop.ingest.orders([by({ phone, shopCustomerId: shopId }, `new${person}`)])
    await shop.ingest.orders([by({ shopCustomerId: shopId }, `via${person}`)])
    // The kept customer's own order is told anew under the other's phone, and the reverse.
    await shop.ingest.orders([{ ...by({ unionId }, `m${person}`), paidFen: 9_000 }])
    await shop.ingest.events([
      { eventId: `e${person}`, phone, type: 'view', occurredAt: testNow - 5, sku: 'S' },
    ])
    await merges.undo(mergeId, 'root')
    expect(await ownerOf(shopId)).toBe(mergedId)
    expect(await ordersOf(mergedId)).toEqual([`new${person}`, `p${person}`, `via${person}`].sort())
    expect(await ordersOf(keptId)).toEqual([`k${person}`, `m${person}`, `u${person}`].sort())
    expect(await shop.events.eventsOf(database.db, mergedId, 0)).toHaveLength(1)
    expect(await customer(mergedId)).toMatchObject({ orderCount: 3, lastActivityAt: testNow - 5 })
    expect(
      await database.db.selectFrom('mergeArrival').selectAll().where('customerId', '=', keptId).execute(),
    ).toEqual([])
  })

  it('does not merge the two again by what they share', async () => {
    const { unionId, phone, keptId, mergedId, mergeId } = await mergedPair()
    await merges.undo(mergeId, 'root')
    await shop.ingest.customers([{ unionId, phone, name: '同一行' }])
    await shop.ingest.orders([orderRow(`again${person}`, { unionId, phone })])
    expect(await ownerOf(phone)).toBe(mergedId)
    expect(await ordersOf(keptId)).toContain(`again${person}`)
    expect(await merges.merges(keptId)).toHaveLength(1)
  })

  it('takes a contact that came through the merged identity back with its chat', async () => {
    person += 1
    clock = testNow
    const [one, other, external] = [`1381110${1000 + person}`, `1381119${1000 + person}`, `late${person}`]
    const shopId = `SK${person}`
    await shop.ingest.customers([{ shopCustomerId: shopId, phone: one }, { phone: other }])
    const [keptId, mergedId] = [(await ownerOf(shopId)) ?? '', (await ownerOf(other)) ?? '']
    await shop.ingest.customers([{ shopCustomerId: shopId, phone: other }])
    await shop.ingest.customers([{ externalUserId: external, phone: other }])
    expect(await customer(keptId)).toMatchObject({ externalUserId: external })
    await database.db
      .insertInto('customerReply')
      .values({ replyId: `r${person}`, customerId: keptId, userId: 'lin', at: testNow } as never)
      .execute()
    const couponId = `c${person}`
    await database.db
      .insertInto('coupon')
      .values(couponOf(couponId, keptId, testNow) as never)
      .execute()
    const money = { couponId, scope: 'customer', scopeId: keptId, at: testNow }
    await database.db
      .insertInto('ledgerEntry')
      .values([
        { ...money, entryId: `l${person}a`, kind: 'reserve', amountFen: 900 },
        { ...money, entryId: `l${person}b`, kind: 'settle', amountFen: -100 },
      ])
      .execute()
    for (const periodKey of ['2025-06', 'total'])
      await database.db
        .insertInto('budgetUse')
        .values({ scope: 'customer', scopeId: keptId, periodKey, usedFen: 800 })
        .execute()
    const [merge] = await merges.merges(keptId)
    await merges.undo(merge?.mergeId ?? '', 'root')
    expect(await usesOf(keptId)).toEqual([])
    expect(await usesOf(mergedId)).toEqual([
      { periodKey: '2025-06', usedFen: 800 },
      { periodKey: 'total', usedFen: 800 },
    ])
    const entries = await database.db
      .selectFrom('ledgerEntry')
      .select(['scopeId', 'amountFen'])
      .where('couponId', '=', couponId)
      .orderBy('entryId')
      .execute()
    expect(entries).toEqual([
      { scopeId: mergedId, amountFen: 900 },
      { scopeId: mergedId, amountFen: -100 },
    ])
    expect(await customer(keptId)).toMatchObject({ externalUserId: null })
    expect(await customer(mergedId)).toMatchObject({ externalUserId: external })
    const reply = await database.db
      .selectFrom('customerReply')
      .select('customerId')
      .where('replyId', '=', `r${person}`)
      .executeTakeFirst()
    expect(reply).toEqual({ customerId: mergedId })
  })

  it('answers a second undo, an unknown one and one that came too late', async () => {
    const { mergeId } = await mergedPair()
    clock = testNow + 90 * dayMs + 1
    const refusal = (reason: string) => ({ code: 'merge_refused', details: { reason } })
    await expect(merges.undo(mergeId, 'root')).rejects.toMatchObject(refusal('tooOld'))
    clock = testNow + 90 * dayMs
    await merges.undo(mergeId, 'root')
    await expect(merges.undo(mergeId, 'root')).rejects.toMatchObject(refusal('undone'))
    await expect(merges.undo('merge_unknown', 'root')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is refused while a later merge stands on it, and works in the reverse order', async () => {
    const { unionId, keptId, mergeId, phone } = await mergedPair()
    const second = `1382220${1000 + person}`
    await shop.ingest.orders([orderRow(`s${person}`, { phone: second })])
    const secondId = await ownerOf(second)
    await shop.ingest.customers([{ unionId, phone: second }])
    const refusal = { code: 'merge_refused', details: { reason: 'laterMerge' } }
    await expect(merges.undo(mergeId, 'root')).rejects.toMatchObject(refusal)
    const latest = (await merges.merges(keptId)).find(({ refusal: why }) => why === null)
    expect(latest?.mergedCustomerId).toBe(secondId)
    await merges.undo(latest?.mergeId ?? '', 'root')
    await merges.undo(mergeId, 'root')
    expect(await ordersOf(await ownerOf(phone))).toEqual([`m${person}`])
    expect(await ordersOf(secondId)).toEqual([`s${person}`])
    expect(await ordersOf(keptId)).toEqual([`k${person}`])
  })
})

function couponOf(couponId: string, customerId: string, at: number) {
  const texts = { offerId: 'o', offerVersionId: 'v', issuedBy: 'lin', headline: '', rewardsJson: '[]' }
  const times = { issuedAt: at, expiresAt: at, changedAt: at }
  const secrets = { tokenHash: couponId, code: couponId }
  return {
    couponId,
    customerId,
    state: 'redeemed',
    capsJson: '{}',
    costFen: 900,
    ...texts,
    ...times,
    ...secrets,
  }
}
