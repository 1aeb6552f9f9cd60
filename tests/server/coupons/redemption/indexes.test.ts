import { CompiledQuery } from 'kysely'
import { expect, it } from 'vitest'
import { connect } from '../../../../src/server/db/connect.ts'
import { migrate } from '../../../../src/server/db/migrate.ts'
import { couponSide, lin, orderWith } from '../coupon-side.ts'

/** Tables and indexes that would be read from end to end, or for each redeemed coupon and reversal of the store. */
const growing =
  /\bSCAN (coupon|coupon_event|ledger_entry|budget_use|customer|touch|touch_bubble|audit|order_credit|purchase_order)\b|coupon_state_|audit_action_/

it('redeems and reverses a coupon without reading those of others, however many there are', async () => {
  const asked: [string, readonly unknown[]][] = []
  const db = await connect('file::memory:', { log: (text, parameters) => asked.push([text, parameters]) })
  await migrate(db)
  const side = couponSide(db)
  await side.addOffer('off')
  await side.addCustomer('one')
  const { couponId } = (await side.issue('one')).coupon
  await side.coupons.markSent(lin, couponId, 'wm-one')
  const { code } = await side.stored(couponId)
  asked.length = 0
  await side.coupons.redeem('shop', orderWith(code, 'order'))
  const redeemed = asked.length
  await side.coupons.reverse('order', { reason: 'returned', actor: 'shop' })
  await side.coupons.reverse('order', { reason: 'returned', actor: 'shop' })
  const statements = asked.filter(([text]) => /^(select|update|delete)/.test(text))
  expect(statements.length).toBeGreaterThan(20)
  // Each costs more around it than it takes to run.
  expect(redeemed).toBeLessThanOrEqual(20)

  const plans = []
  for (const [text, parameters] of statements) {
    const explain = CompiledQuery.raw(`explain query plan ${text}`, [...parameters])
    const { rows } = (await db.executeQuery(explain)) as { rows: { detail: string }[] }
    plans.push({ text, plan: rows.map(({ detail }) => detail).join('\n') })
  }
  expect(plans.filter(({ plan }) => growing.test(plan))).toEqual([])
  await db.destroy()
})
