import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordAudit } from '../../../src/server/audit/record.ts'
import { readConfig } from '../../../src/server/config.ts'
import type { Database } from '../../../src/server/db/connect.ts'
import { createAnswerSeal } from '../../../src/server/http/answer-seal.ts'
import { type Finding, verifyStore } from '../../../src/server/verify/service.ts'
import { openSeeded, type Seeded } from '../demo/seeded.ts'
import { engines } from '../../support/databases.ts'

const config = readConfig({}, () => 'a-secret-that-only-the-tests-use!!')
const context = { config, randomBytes: (count: number) => randomBytes(count) }
const quiet = { sample: null, tell: () => undefined }
const wrongIn = (findings: readonly Finding[]) =>
  findings.filter(({ count }) => count > 0).map(({ id, count }) => [id, count])

describe.each(engines)('verify on $name', ({ open }) => {
  let seeded: Seeded
  beforeAll(async () => {
    seeded = await openSeeded(open)
  })
  afterAll(() => seeded.destroy())

  /** Breaks the store, verifies, and takes the break back. */
  async function foundAfter(harm: (trx: Database) => Promise<unknown>): Promise<Finding[]> {
    let findings: Finding[] = []
    const rollBack = new Error('roll back')
    const attempt = seeded.db.transaction().execute(async (trx) => {
      await harm(trx)
      findings = await verifyStore({ ...context, db: trx }, quiet)
      throw rollBack
    })
    await expect(attempt).rejects.toBe(rollBack)
    return findings
  }
  const run = (statement: string) => (trx: Database) => sql.raw(statement).execute(trx)
  const one = (of: string) => `(select coupon_id from coupon where ${of} order by coupon_id limit 1)`

  it('finds the demo store clean, and says so line by line', async () => {
    const lines: string[] = []
    const findings = await verifyStore(
      { ...context, db: seeded.db },
      { sample: null, tell: (line) => lines.push(line) },
    )
    expect(wrongIn(findings)).toEqual([])
    expect(lines).toHaveLength(findings.length)
    for (const line of lines) expect(line).toMatch(/^ok {5}[a-z-]+: /)
    expect(wrongIn(await verifyStore({ ...context, db: seeded.db }, { ...quiet, sample: 50 }))).toEqual([])
  })

  it.each([
    [
      'a state without its event',
      `update coupon set state = 'voided' where coupon_id = ${one(`state = 'expired'`)}`,
      'coupon-state',
    ],
    [
      'a coupon without events',
      `delete from coupon_event where coupon_id = ${one(`state = 'sent'`)}`,
      'coupon-state',
    ],
    [
      'an event of no coupon',
      `insert into coupon_event (coupon_event_id, coupon_id, to_state, actor, reason, at) values ('x', 'none', 'issued', '', '', 1)`,
      'coupon-state',
    ],
    [
      'a step that does not exist',
      `update coupon_event set from_state = 'voided', to_state = 'sent' where from_state = 'issued' and to_state = 'sent' and coupon_id = ${one(`state = 'sent'`)}`,
      'coupon-path',
    ],
    [
      'two coupons redeemed with one order',
      `update coupon set order_id = 'same' where coupon_id in (select coupon_id from coupon where state = 'redeemed' order by coupon_id limit 2)`,
      'redeemed-once',
    ],
    [
      'a redemption without an order',
      `update coupon set order_id = null where coupon_id = ${one(`state = 'redeemed'`)}`,
      'redeemed-once',
    ],
    [
      'a second redemption',
      `insert into coupon_event (coupon_event_id, coupon_id, from_state, to_state, actor, reason, at) values ('x', ${one(`state = 'redeemed'`)}, 'claimed', 'redeemed', '', '', 1)`,
      'redeemed-once',
    ],
    [
      'another paid order with the code',
      `update purchase_order set coupon_code = (select code from coupon where coupon_id = ${one(`state = 'redeemed'`)}), status = 'paid' where order_id = (select order_id from purchase_order where status = 'paid' and order_id not in (select order_id from coupon where order_id is not null) order by order_id limit 1)`,
      'redeemed-once',
    ],
    [
      'a version of no offer',
      `update coupon set offer_version_id = 'none' where coupon_id = ${one(`state = 'sent'`)}`,
      'coupon-offer',
    ],
    [
      'an ended coupon with a reserve',
      `insert into ledger_entry (entry_id, coupon_id, scope, scope_id, kind, amount_fen, at) select 'x', coupon_id, 'customer', customer_id, 'reserve', 5, 1 from coupon where coupon_id = ${one(`state = 'voided'`)}`,
      'ledger-state',
    ],
    [
      'a live coupon whose reserve is too small',
      `update coupon set cost_fen = cost_fen + 1 where coupon_id = ${one(`state = 'sent'`)}`,
      'ledger-state',
    ],
    [
      'a redeemed coupon that cost one account more',
      `update ledger_entry set amount_fen = amount_fen + 1 where entry_id = (select min(entry_id) from ledger_entry where kind = 'settle' and coupon_id = ${one(`state = 'redeemed'`)})`,
      'ledger-cost',
    ],
    [
      'a discount that was not paid for',
      `update coupon set discount_fen = discount_fen + 1 where coupon_id = ${one(`state = 'redeemed' and rewards_json like '%"amount"%' and benefit is null`)}`,
      'ledger-cost',
    ],
    [
      'a coupon that nobody pays',
      `delete from ledger_entry where coupon_id = ${one(`state = 'voided'`)}`,
      'ledger-payers',
    ],
    [
      'a coupon that another customer pays',
      `update ledger_entry set scope_id = 'somebody' where scope = 'customer' and coupon_id = ${one(`state = 'sent'`)}`,
      'ledger-payers',
    ],
    [
      'an entry of no coupon',
      `update ledger_entry set coupon_id = 'none' where coupon_id = ${one(`state = 'sent'`)}`,
      'ledger-coupon',
    ],
    [
      'a total that the ledger does not know',
      `update budget_use set used_fen = used_fen + 1 where scope = 'store' and period_key = 'total'`,
      'budget-total',
    ],
    [
      'a counter that is gone',
      `delete from budget_use where scope = 'advisor' and period_key = 'total'`,
      'budget-total',
    ],
    [
      'use in another month',
      `update budget_use set period_key = '2020-01' where scope = 'store' and period_key = (select min(period_key) from budget_use where scope = 'store')`,
      'budget-month',
    ],
    [
      'a budget below zero',
      `update budget_use set used_fen = -1 where scope = 'store' and period_key = 'total'`,
      'budget-below-zero',
    ],
    [
      'an identity of nobody',
      `update identity set customer_id = 'nobody' where value = (select min(value) from identity)`,
      'identity-customer',
    ],
    [
      'a coupon of nobody',
      `update coupon set customer_id = 'nobody' where coupon_id = ${one(`state = 'sent'`)}`,
      'coupon-customer',
    ],
    [
      'a wrong count of orders',
      `update customer set order_count = order_count + 1 where customer_id = (select min(customer_id) from customer)`,
      'purchase-summary',
    ],
    [
      'a purchase day that is not the first',
      `update customer set first_purchase_day = first_purchase_day + 1 where customer_id = (select min(customer_id) from customer where order_count > 0)`,
      'purchase-summary',
    ],
    [
      'spend after the first day',
      `update customer set repeat_spend_fen = repeat_spend_fen + 1 where customer_id = (select min(customer_id) from customer where order_count > 0)`,
      'purchase-summary',
    ],
    [
      'an order that was lost',
      `delete from purchase_order where order_id = (select min(order_id) from purchase_order where status = 'paid')`,
      'purchase-summary',
    ],
  ])('finds %s', async (_what, statement, id) => {
    const findings = await foundAfter(run(statement))
    const found = findings.find((finding) => finding.id === id)
    expect(found?.count).toBeGreaterThan(0)
    expect(found?.ids.length).toBeGreaterThan(0)
  })

  it.each([
    ['a coupon that is lost', { couponId: 'lost' }, 1],
    ['a coupon that is there', null, 0],
  ])('judges an answer that names %s', async (_what, coupon, count) => {
    const there = await seeded.db.selectFrom('coupon').select('couponId').executeTakeFirstOrThrow()
    const { seal } = createAnswerSeal(context)
    const other = createAnswerSeal({ ...context, config: { ...config, sessionSecret: 'x'.repeat(32) } })
    const row = { scope: 's', bodyHash: '', createdAt: 1 }
    const answer = JSON.stringify({ coupon: coupon ?? there })
    const findings = await foundAfter((trx) =>
      trx
        .insertInto('idempotency')
        .values([
          { ...row, key: 'k1', responseJson: seal(answer) },
          { ...row, key: 'k2', responseJson: other.seal('{"coupon":{"couponId":"lost"}}') },
          { ...row, key: 'k3', responseJson: null },
        ])
        .execute(),
    )
    expect(findings.find(({ id }) => id === 'answers')?.count).toBe(count)
  })

  it('finds an answer that nobody can read', async () => {
    const row = { scope: 's', key: 'k', bodyHash: '', createdAt: 1, responseJson: '{"coupon":' }
    const findings = await foundAfter((trx) => trx.insertInto('idempotency').values(row).execute())
    expect(findings.find(({ id }) => id === 'answers')).toMatchObject({ count: 1, ids: ['k unreadable'] })
  })

  it('finds a decision for an offer that does not exist', async () => {
    const row = {
      decisionId: 'dec-x',
      customerId: 'c',
      localDay: 1,
      modelVersion: '',
      offersVersion: '',
      factsHash: '',
      factsJson: '{}',
      candidatesJson: '[]',
      refusalsJson: '[]',
      chosenOfferId: 'none',
      mode: '',
      segment: '',
      propensity: 1,
      createdAt: 1,
    }
    const findings = await foundAfter((trx) => trx.insertInto('decision').values(row).execute())
    expect(findings.filter(({ count }) => count > 0)).toMatchObject([
      { id: 'decision-offer', count: 1, ids: ['dec-x'] },
    ])
  })

  it('finds a second live coupon, but not one that a merge brought or an older limit allowed', async () => {
    const live = `select coupon_id from coupon where state in ('sent', 'opened') order by coupon_id limit 2`
    const second = `update coupon set customer_id = (select min(customer_id) from (${live}) l join coupon c on c.coupon_id = l.coupon_id) where coupon_id in (${live})`
    const ids = (findings: readonly Finding[]) => wrongIn(findings).map(([id]) => id)
    expect(ids(await foundAfter(run(second)))).toContain('live-coupons')
    const merged = await foundAfter(async (trx) => {
      await run(second)(trx)
      await run(
        `insert into identity_merge (merge_id, kept_customer_id, kind, value, outcome, details_json, at) select 'm', customer_id, '', '', '', '{}', 1 from coupon where coupon_id in (${live}) limit 1`,
      )(trx)
    })
    expect(ids(merged)).not.toContain('live-coupons')
    const lowered = await foundAfter(async (trx) => {
      await run(second)(trx)
      const entry = {
        at: Date.UTC(2100, 0, 1),
        actor: 'boss',
        action: 'setting.changed',
        subjectKind: 'setting',
      }
      const details = { changes: { rules: { 'ONE-LIVE.coupons': 1 } } }
      await recordAudit(trx, seeded.context, { ...entry, subjectId: 'store', details })
    })
    expect(ids(lowered)).not.toContain('live-coupons')
  })

  it('counts all and names the first twenty', async () => {
    const findings = await foundAfter(run('update budget_use set used_fen = -1'))
    const found = findings.find(({ id }) => id === 'budget-below-zero')
    expect(found?.count).toBeGreaterThan(20)
    expect(found?.ids).toHaveLength(20)
  })
})
