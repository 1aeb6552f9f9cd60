import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/server/db/connect.ts'
import { eraseCustomer } from '../../../src/server/privacy/erasure/erase.ts'
import { personTables, pseudonymTables } from '../../../src/server/privacy/erasure/tables.ts'
import { exportCustomer } from '../../../src/server/privacy/export.ts'
import { engines } from '../../support/databases.ts'
import { advisor, openStore, type Call } from '../journey/store.ts'
import { placesOf, tablesWith } from './every-text.ts'

type Store = Awaited<ReturnType<typeof openStore>>

const phone = '13912345678'
const member = 'SHOP-MEMBER-77'
const name = '欧阳静姝'
const remark = '静姝姐·老客'

async function ledgerSums(db: Database) {
  const { rows } = await sql`
    select scope, kind, count(*) as entries, sum(amount_fen) as fen from ledger_entry
    group by scope, kind order by scope, kind`.execute(db)
  const uses =
    await sql`select scope, sum(used_fen) as fen from budget_use group by scope order by scope`.execute(db)
  return { rows, uses: uses.rows }
}

describe.each(engines)('a person on $name', ({ open }) => {
  let store: Store
  let db: Database
  let externalUserId = ''
  let unionId = ''
  let customerId = ''
  let secrets: string[] = []
  let texts: string[] = []
  const act = async (route: Parameters<ReturnType<Store['as']>>[0], call: Call) => {
    const answer = await store.as(advisor)(route, call)
    if (answer.status !== 200) throw new Error(`${route}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  beforeAll(async () => {
    store = await openStore(await open())
    db = store.context.db
    const person = store.people[0]
    externalUserId = store.personId(0)
    unionId = person?.unionId ?? ''
    const params = { externalUserId }
    await act('getPanel', { params })
    await store.shop('ingestCustomers', [
      { unionId, phone, shopCustomerId: member, fields: { 皮肤: '油皮敏感', 地址: '静安路88号' } },
    ])
    await store.shop('ingestEvents', [
      { eventId: 'seen-1', phone, type: 'view', sku: 'CREAM', occurredAt: store.clock.at - 1000 },
    ])
    const stored = await db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', externalUserId)
      .executeTakeFirstOrThrow()
    customerId = stored.customerId
    await db.updateTable('customer').set({ name }).where('customerId', '=', customerId).execute()
    await db
      .updateTable('follow')
      .set({ remark, description: `${name} 的描述` })
      .where('customerId', '=', customerId)
      .execute()
    const idempotent = { headers: { 'idempotency-key': 'a-tap' } }
    await act('addNote', { params, body: { text: `${name} 说她的电话是 ${phone}` }, ...idempotent })
    await act('setReminder', { params, body: { note: `回电 ${name}` } })
    await act('recordTouch', { params, body: { text: `${name}，您好`, via: 'sent' } })
    await act('startEnquiry', { params, body: { about: 'price' } })
    await act('revealField', { params, body: { field: 'phone', reason: `${name} 要求回电` } })
    const { notice } = await act('getPrivacy', { params })
    await act('recordConsent', { params, body: { version: notice.version, source: 'chat' } })
    const { allowed } = await act('listTags', { params })
    await act('addTag', { params, body: { name: allowed[0].names[0] } })
    const first = await store.send(0, 'starter-ladder')
    const { code } = (await store.device()('takeClaim', first.token)).body
    await store.shop('redeemCoupon', {
      code,
      orderId: 'ORDER-ERASE-1',
      orderAmountFen: 40_000,
      shippingFen: 1_000,
    })
    await store.shop('ingestOrders', [
      {
        orderId: 'ORDER-ERASE-1',
        phone,
        status: 'paid',
        createdAt: store.clock.at,
        paidAt: store.clock.at,
        items: [{ sku: 'CREAM', name: '舒缓面霜', quantity: 1, unitPriceFen: 40_000 }],
        paidFen: 38_000,
        couponCode: code,
      },
    ])
    const second = await store.send(0, 'starter-free-shipping')
    await db
      .insertInto('identityMerge')
      .values({
        mergeId: 'old',
        keptCustomerId: customerId,
        mergedCustomerId: 'cust_before',
        kind: 'phone',
        value: phone,
        outcome: 'merged',
        detailsJson: JSON.stringify({ merged: { name } }),
        at: 1,
      })
      .execute()
    await db
      .insertInto('groupMember')
      .values({
        chatId: 'chat',
        memberId: externalUserId,
        joinedAt: 1,
        kind: 'customer',
        joinScene: 1,
        invitor: externalUserId,
      })
      .execute()
    await db
      .insertInto('testimonial')
      .values({
        testimonialId: 'told',
        orderId: 'ORDER-ERASE-1',
        name: '静**',
        quote: '用了两周',
        createdAt: 1,
      })
      .execute()
    await store.app.services.reads.flush()
    secrets = [first.token, second.token, code]
    texts = [
      name,
      remark,
      phone,
      externalUserId,
      unionId,
      member,
      customerId,
      'cust_before',
      'ORDER-ERASE-1',
      '静安路88号',
      '用了两周',
    ]
  })
  afterAll(() => store.close())

  it('stands in many places before', async () => {
    const tables = new Set((await placesOf(db, texts)).map((place) => place.split('.')[0]))
    expect([...tables].sort()).toEqual(
      expect.arrayContaining([
        'audit',
        'coupon',
        'customer',
        'customer_note',
        'decision',
        'follow',
        'group_member',
        'idempotency',
        'identity',
        'identity_merge',
        'ledger_entry',
        'purchase_order',
        'reminder',
        'touch_bubble',
      ]),
    )
  })

  it('is handed out whole, without what opens or spends', async () => {
    const data = await exportCustomer(store.context, { id: externalUserId, actor: 'cli' })
    const text = JSON.stringify(data)
    for (const own of [name, remark, phone, member, unionId, 'ORDER-ERASE-1', '静安路88号', '用了两周'])
      expect(text, own).toContain(own)
    for (const secret of secrets) expect(text).not.toContain(secret)
    for (const table of [...personTables, ...pseudonymTables]) expect(data?.records).toHaveProperty(table)
    expect(data?.records['coupon']).toHaveLength(2)
    expect(data?.records['purchaseOrder']?.length).toBeGreaterThan(3)
    expect(data?.customer).toMatchObject({ customerId, name, fields: { 地址: '静安路88号' } })
    expect(await exportCustomer(store.context, { id: 'nobody', actor: 'cli' })).toBeNull()
  })

  it('has a rule for every table that points at customers', async () => {
    const pointing = await tablesWith(db, 'customer_id')
    const known = ['customer', ...personTables, ...pseudonymTables]
    expect(pointing.filter((table) => !known.includes(table))).toEqual([])
    expect(await tablesWith(db, 'external_user_id')).toEqual(['customer'])
  })

  it('is gone from every text column of every table, while sums stay and the trail is as long', async () => {
    const sums = await ledgerSums(db)
    expect(sums.rows.length).toBeGreaterThan(2)
    const entries = async () =>
      await db.selectFrom('audit').select(['auditId', 'at', 'actor', 'action']).orderBy('auditId').execute()
    const before = await entries()
    const erased = await eraseCustomer(store.context, { id: externalUserId, actor: 'cli' })
    expect(erased?.deleted).toMatchObject({ identity: 4, customerNote: 1, customerConsent: 1 })
    expect(await placesOf(db, [...texts, ...secrets])).toEqual([])
    expect(await ledgerSums(db)).toEqual(sums)
    const after = await entries()
    expect(after.filter(({ auditId }) => before.some((entry) => entry.auditId === auditId))).toEqual(before)
    expect(after.length).toBe(before.length + 1)
    const told = await db
      .selectFrom('audit')
      .selectAll()
      .where('customerId', '=', erased?.pseudonym ?? '')
      .execute()
    expect(told.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'coupon.issued',
        'coupon.redeemed',
        'customer.read',
        'customer.revealed',
        'customer.erased',
      ]),
    )
  })

  it('answers like an unknown one, and its old codes like unknown codes', async () => {
    expect(await eraseCustomer(store.context, { id: externalUserId, actor: 'cli' })).toBeNull()
    expect((await store.device()('getClaim', secrets[0] ?? '')).status).toBe(404)
    const redeemed = await store.shop('redeemCoupon', {
      code: secrets[2],
      orderId: 'again',
      orderAmountFen: 40_000,
    })
    expect(redeemed).toMatchObject({ status: 404, body: { code: 'unknown_coupon' } })
  })

  it('lets the pseudonym’s live coupon run out, and frees its reserve', async () => {
    store.clock.at += 40 * 86_400_000
    expect(await store.app.services.coupons.sweep(store.clock.at)).toBeGreaterThan(0)
    const { rows } = await sql<{
      fen: number
    }>`select sum(amount_fen) as fen from ledger_entry where kind in ('reserve', 'release')`.execute(db)
    expect(Number(rows[0]?.fen)).toBeGreaterThanOrEqual(0)
  })

  it('is somebody new when an order names them again', async () => {
    await store.shop('ingestOrders', [
      {
        orderId: 'LATER',
        phone,
        status: 'paid',
        createdAt: store.clock.at,
        paidAt: store.clock.at,
        items: [],
        paidFen: 10_000,
      },
    ])
    const owner = await db
      .selectFrom('identity')
      .innerJoin('customer', 'customer.customerId', 'identity.customerId')
      .select(['customer.customerId', 'orderCount', 'netSpendFen', 'externalUserId'])
      .where('value', '=', phone)
      .executeTakeFirstOrThrow()
    expect(owner).toMatchObject({ orderCount: 1, netSpendFen: 10_000, externalUserId: null })
    expect(owner.customerId).not.toBe(customerId)
  })
})
