import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/server/db/connect.ts'
import { eraseCustomer } from '../../../src/server/privacy/erasure/erase.ts'
import { personTables, pseudonymTables, tracedTables } from '../../../src/server/privacy/erasure/tables.ts'
import { exportCustomer } from '../../../src/server/privacy/export.ts'
import { engines } from '../../support/databases.ts'
import { openStore, type Store } from '../journey/store.ts'
import { placesOf, tablesWith } from './every-text.ts'
import { type WholePerson, wholePerson } from './whole-person.ts'

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
  let person: WholePerson
  let folder = ''
  let rejectsFile = ''
  const remembered = async () => (await db.selectFrom('idempotency').select('key').execute()).length

  beforeAll(async () => {
    store = await openStore(await open())
    folder = await mkdtemp(path.join(tmpdir(), 'zhike-erase-'))
    rejectsFile = path.join(folder, 'orders.rejects.csv')
    db = store.context.db
    person = await wholePerson(store)
    await writeFile(rejectsFile, `line,reason,row\r\n2,"row: bad","O-1,${person.phone}"\r\n`)
    const run = { runId: 'run', kind: 'orders', fileName: 'f', fileBytes: 1, byteOffset: 1, line: 2 }
    const counts = { accepted: 0, duplicates: 0, rejected: 1, rejectsFile, rejectsBytes: 1 }
    await db
      .insertInto('importRun')
      .values({ ...run, ...counts, startedAt: 1, updatedAt: 1 })
      .execute()
  })
  afterAll(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })

  it('stands in many places before', async () => {
    const tables = new Set((await placesOf(db, person.texts)).map((place) => place.split('.')[0] ?? ''))
    expect([...tables].sort()).toEqual(
      expect.arrayContaining([
        'audit',
        'coupon',
        'customer',
        'customer_note',
        'decision',
        'follow',
        'group_member',
        'identity',
        'identity_merge',
        'ledger_entry',
        'purchase_order',
        'reminder',
        'touch_bubble',
        'wecom_event',
      ]),
    )
    const exported = [...personTables, ...pseudonymTables, ...tracedTables, 'customer']
    const named = [...tables].map((table) =>
      table.replaceAll(/_([a-z])/g, (_whole, letter) => letter.toUpperCase()),
    )
    expect(named.filter((table) => !(exported as string[]).includes(table))).toEqual([])
    expect(await remembered()).toBe(1)
  })

  it('has its secret links in no place at all', async () => {
    expect(person.secrets).toHaveLength(3)
    expect(await placesOf(db, person.secrets.slice(0, 2))).toEqual([])
  })

  it('is handed out whole, without what opens or spends', async () => {
    const data = await exportCustomer(store.context, { id: person.externalUserId, actor: 'cli' })
    const text = JSON.stringify(data)
    const { name, remark, phone, member, unionId, customerId } = person
    for (const own of [name, remark, phone, member, unionId, 'ORDER-ERASE-1', '静安路88号', '用了两周'])
      expect(text, own).toContain(own)
    for (const secret of person.secrets) expect(text).not.toContain(secret)
    for (const table of [...personTables, ...pseudonymTables, ...tracedTables])
      expect(data?.records).toHaveProperty(table)
    expect(data?.records['coupon']).toHaveLength(2)
    for (const table of tracedTables)
      if (table !== 'quizAnswer' && table !== 'budget')
        expect(data?.records[table]?.length, table).toBeGreaterThan(0)
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
    const erased = await eraseCustomer(store.context, { id: person.externalUserId, actor: 'cli' })
    expect(erased?.deleted).toMatchObject({ identity: 4, customerNote: 1, customerConsent: 1 })
    expect(await placesOf(db, [...person.texts, ...person.secrets])).toEqual([])
    expect(await remembered()).toBe(0)
    const events = await db.selectFrom('wecomEvent').select(['eventId', 'payloadJson']).execute()
    expect(events.map(({ eventId }) => eventId).sort()).toEqual(['group-waits', 'others'])
    const waiting = events.find(({ eventId }) => eventId === 'group-waits')?.payloadJson ?? ''
    expect(JSON.parse(waiting).event.memberIds).toEqual([erased?.pseudonym, 'wm-other'])
    expect(erased?.rejects).toEqual({ rows: 1, uncleared: [] })
    expect(await readFile(rejectsFile, 'utf8')).toBe('line,reason,row\r\n')
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
    expect(await eraseCustomer(store.context, { id: person.externalUserId, actor: 'cli' })).toBeNull()
    expect((await store.device()('getClaim', person.secrets[0] ?? '')).status).toBe(404)
    const redeemed = await store.shop('redeemCoupon', {
      code: person.secrets[2],
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
        phone: person.phone,
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
      .where('value', '=', person.phone)
      .executeTakeFirstOrThrow()
    expect(owner).toMatchObject({ orderCount: 1, netSpendFen: 10_000, externalUserId: null })
    expect(owner.customerId).not.toBe(person.customerId)
  })
})
