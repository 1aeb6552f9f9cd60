import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../../src/domain/customers/facts.ts'
import { cadenceStages, lifecycleStages, valueTiers } from '../../../src/domain/customers/stages.ts'
import { rfmSegments } from '../../../src/domain/rfm/segment.ts'
import { shownTags } from '../../../src/server/tags/shown-tags.ts'
import { recompute } from '../../../src/server/models/recompute.ts'
import { createServices, type Services } from '../../../src/server/services.ts'
import { notablePeople, type NotableKey } from '../../../src/simulator/people/notable.ts'
import { engines } from '../../support/databases.ts'
import { openSeeded, type Seeded, seededAt } from './seeded.ts'

describe.each(engines)('who is in the demo store on $name', ({ open }) => {
  let seeded: Seeded
  let services: Services
  const everybody: CustomerFacts[] = []

  beforeAll(async () => {
    seeded = await openSeeded(open)
    await recompute(seeded.context, { asOf: seededAt })
    services = createServices(seeded.context)
    const rows = await seeded.db.selectFrom('customer').select('customerId').orderBy('customerId').execute()
    for (const { customerId } of rows)
      everybody.push(await services.facts.factsOf(seeded.db, customerId, seededAt))
  })
  afterAll(() => seeded.destroy())

  async function known(key: NotableKey) {
    const { customerId } = await seeded.db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', notablePeople[key].externalUserId)
      .executeTakeFirstOrThrow()
    const facts = await services.facts.factsOf(seeded.db, customerId, seededAt)
    const { decision } = await services.offers.decide(seeded.db, customerId, 'LinXi', facts)
    return { customerId, facts, decision }
  }

  it('every RFM segment, lifecycle stage, cadence stage and value tier occurs', () => {
    expect(new Set(everybody.flatMap(({ rfm }) => rfm?.segment ?? []))).toEqual(new Set(rfmSegments))
    expect(new Set(everybody.map(({ lifecycle }) => lifecycle))).toEqual(new Set(lifecycleStages))
    expect(new Set(everybody.map(({ cadence }) => cadence))).toEqual(new Set(cadenceStages))
    expect(new Set(everybody.map(({ valueTier }) => valueTier))).toEqual(new Set(valueTiers))
  })

  it('500 and more have bought, so that an LTV may be trusted', () => {
    expect(everybody.filter(({ purchaseDays }) => purchaseDays > 0).length).toBeGreaterThanOrEqual(500)
  })

  it('LTVs lie on both sides of what a coupon of 50 元 asks for', () => {
    const estimated = everybody.filter(({ ltv }) => ltv.status === 'estimated').map(({ ltv }) => ltv.totalFen)
    expect(estimated.filter((fen) => fen < 50_000).length).toBeGreaterThan(50)
    expect(estimated.filter((fen) => fen >= 50_000).length).toBeGreaterThan(50)
  })

  it('tags are fresh, on their last day, grey, and of every source', async () => {
    const rows = await seeded.db.selectFrom('customerTag').selectAll().execute()
    expect(new Set(rows.map(({ source }) => source))).toEqual(
      new Set(['data', 'behaviour', 'manual', 'corp', 'personal', 'customer']),
    )
    const aging = rows.filter(({ expiresAt }) => expiresAt !== null)
    const moment = { asOf: seededAt, timeZone: seeded.context.config.timeZone }
    const shown = aging.flatMap((row) => shownTags([row], [], moment))
    expect(shown.some(({ isGreyed }) => isGreyed)).toBe(true)
    expect(shown.some(({ daysLeft }) => daysLeft === 1)).toBe(true)
    expect(shown.some(({ daysLeft }) => daysLeft !== null && daysLeft > 20)).toBe(true)
  })

  it.each([
    ['hesitant', 'NBA-05', 'starter-shipping-protection'],
    ['fullCart', 'NBA-04', 'demo-cart-bundle'],
    ['birthday', 'NBA-08', 'starter-birthday'],
    ['silent', 'NBA-15', 'demo-recall-sample'],
    ['longLook', 'NBA-06', 'starter-long-look'],
  ] as const)('the %s one is called for by %s and gets the offer for it', async (key, ruleId, offerId) => {
    const { decision } = await known(key)
    expect(decision.firedRuleIds).toContain(ruleId)
    expect(decision.recommended?.offer.offerId).toBe(offerId)
  })

  it.each([
    ['checkout', 'NBA-03'],
    ['asking', 'NBA-01'],
    ['complaint', 'NBA-02'],
    ['expiringPoints', 'NBA-16'],
    ['dayThree', 'NBA-09'],
    ['unpaid', 'NBA-12'],
    ['sleeping', 'NBA-17'],
    ['newcomer', 'NBA-18'],
  ] as const)('the %s one is called for by %s', async (key, ruleId) => {
    expect((await known(key)).decision.firedRuleIds).toContain(ruleId)
  })

  it.each([
    ['newcomer', 'quizFirst'],
    ['optedOut', 'optedOut'],
    ['complaint', 'complaintOpen'],
    ['couponHolder', 'liveCoupon'],
  ] as const)('the %s one gets no offer: %s', async (key, code) => {
    const { decision } = await known(key)
    expect(decision.ranked).toEqual([])
    for (const { refusals } of decision.refused)
      expect(refusals.map((refusal) => refusal.code)).toContain(code)
  })

  it('a coupon of 50 元 is too dear for the small buyer and not for the VIP', async () => {
    const { decision } = await known('smallBuyer')
    const ladder = decision.refused.find(({ offer }) => offer.offerId === 'demo-ladder')
    expect(ladder?.costFen).toBe(5_000)
    expect(ladder?.refusals.map(({ ruleId }) => ruleId)).toContain('OFF-01')
    const vip = await known('vip')
    expect(vip.facts.isVip).toBe(true)
    expect(vip.facts.ltv.totalFen).toBeGreaterThanOrEqual(80_000)
    expect(vip.decision.ranked.map(({ offer }) => offer.offerId)).toContain('demo-ladder')
  })

  it('the advocate shares, the silent one has been away, the foreign one is followed by another alone', async () => {
    expect((await known('advocate')).facts.lifecycle).toBe('advocating')
    const { facts } = await known('silent')
    expect(facts.cadence).toBe('silent')
    expect(facts.daysSinceActivity).toBeGreaterThan(30)
    const foreign = await known('foreign')
    const follows = await services.customers.follows(foreign.customerId)
    expect(follows.map(({ userId }) => userId)).toEqual(['GuAnRan'])
  })

  it('four kinds of reward and more are open to whoever is worth 300 元, others are refused with reasons', async () => {
    const { decision, facts } = await known('hesitant')
    expect(facts.capBaseFen).toBeGreaterThanOrEqual(30_000)
    const kinds = decision.ranked.flatMap(({ offer }) => offer.terms.rewards.map(({ kind }) => kind))
    expect(new Set(kinds).size).toBeGreaterThanOrEqual(4)
    expect(decision.refused.length).toBeGreaterThanOrEqual(4)
    for (const { refusals } of decision.refused) expect(refusals.length).toBeGreaterThan(0)
  })
})
