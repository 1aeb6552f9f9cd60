import { randomBytes } from 'node:crypto'
import { it } from 'vitest'
import { readConfig } from '../../../src/server/config.ts'
import { seedDemo } from '../../../src/server/demo/seed-demo.ts'
import { recompute } from '../../../src/server/models/recompute.ts'
import { createServices } from '../../../src/server/services.ts'
import { defaultWorld } from '../../../src/simulator/people/default-world.ts'
import { notableKeys, notablePeople } from '../../../src/simulator/people/notable.ts'
import { engines } from '../../support/databases.ts'

it('explore', async () => {
  const { db, destroy } = await engines[0].open()
  const now = Date.UTC(2026, 2, 10, 12)
  const log = { info() {}, warn() {}, error() {} }
  const config = readConfig({}, () => 'x'.repeat(40))
  const context = { db, config, now: () => now, randomBytes: (n: number) => randomBytes(n), log }
  let t = performance.now()
  const world = defaultWorld(now)
  console.log('world', performance.now() - t)
  t = performance.now()
  await seedDemo(context, world)
  console.log('seed ms', performance.now() - t)
  t = performance.now()
  console.log(await recompute(context, { asOf: now }), performance.now() - t)
  for (const table of ['customer','identity','follow','customerTag','purchaseOrder','shopEvent','coupon','couponEvent','ledgerEntry','budgetUse','touch','touchBubble','offer','script'] as const)
    console.log(table, (await db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n)
  const services = createServices(context)
  const counts: Record<string, Record<string, number>> = {}
  const bump = (k: string, v: string) => { counts[k] ??= {}; counts[k][v] = (counts[k][v] ?? 0) + 1 }
  const rows = await db.selectFrom('customer').select(['customerId', 'name']).orderBy('customerId').execute()
  const eligibleSizes: number[] = []
  let elig4 = 0, elig4ok = 0
  for (const [i, { customerId }] of rows.entries()) {
    const facts = await services.facts.factsOf(db, customerId, now)
    bump('life', facts.lifecycle); bump('cad', facts.cadence); bump('tier', facts.valueTier); bump('rfm', facts.rfm?.segment ?? '-')
    bump('cart3', String(facts.cart.reduce((s, l) => s + l.quantity, 0) >= 3)); 
    bump('ltv', facts.ltv.status === 'estimated' ? String(Math.min(20, Math.floor(facts.ltv.totalFen / 20000)) * 200) : 'none')
    const d = await services.offers.decide(db, customerId, 'LinXi', facts)
    for (const o of d.decision.ranked) bump('offer', o.offer.offerId)
    eligibleSizes.push(d.decision.ranked.length)
    const kinds = new Set(d.decision.ranked.flatMap((o) => o.offer.terms.rewards.map((r) => r.kind)))
    if (facts.ltv.totalFen >= 30000 && !facts.isOptedOut && !facts.hasOpenComplaint && !d.context.liveCouponId) { elig4++; if (kinds.size >= 4) elig4ok++ }
    if (i < notableKeys.length)
      console.log(notableKeys[i], rows[i]?.name, facts.lifecycle, facts.cadence, facts.valueTier, facts.rfm?.segment, 'ltv', facts.ltv.historyFen / 100, facts.ltv.totalFen / 100, 'act', facts.daysSinceActivity, 'cap', facts.capBaseFen/1000, '\n   fired', d.decision.firedRuleIds.join(), '\n   ok', d.decision.ranked.map((o) => `${o.offer.offerId}:${o.costFen/100}:${Math.round(o.expectedValueFen/100)}`).join(' '), '\n   no', d.decision.refused.map((r) => `${r.offer.offerId}[${r.refusals.map((x) => x.text).join('|')}]`).join(' '))
  }
  console.log(counts, elig4, elig4ok)
  await destroy()
}, 120000)
