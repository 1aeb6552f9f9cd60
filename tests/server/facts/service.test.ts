import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../../src/domain/customers/facts.ts'
import { engines } from '../../support/databases.ts'
import { type AdvisorApp, advisorApp, dayMs } from '../suggestions/advisor-app.ts'

const updatedAt = '2026-01-01T00:00:00Z'
const products = [
  {
    sku: 'litter',
    name: '猫砂',
    category: '猫',
    priceFen: 5_900,
    replenishDays: 20,
    partnerSkus: ['food'],
    updatedAt,
  },
  { sku: 'food', name: '猫粮', category: '猫', priceFen: 9_900, updatedAt },
  { sku: 'tree', name: '猫爬架', category: '猫', priceFen: 60_000, updatedAt },
]

describe.each(engines)('facts on $name', ({ open }) => {
  let desk: AdvisorApp
  beforeAll(async () => {
    desk = await advisorApp(await open())
    await desk.ingest('products', products)
  })
  afterAll(() => desk.close())

  async function factsOf(id: string): Promise<CustomerFacts> {
    const { db } = desk.context
    const { customerId } = await db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', id)
      .executeTakeFirstOrThrow()
    return desk.app.services.facts.factsOf(db, customerId, desk.clock.at)
  }

  async function buys(id: string, orderId: string, sku: string, daysAgo: number): Promise<void> {
    const at = desk.clock.at - daysAgo * dayMs
    const item = { sku, name: sku, category: '猫', quantity: 1, unitPriceFen: 5_900 }
    await desk.ingest('orders', [
      {
        orderId,
        externalUserId: id,
        status: 'paid',
        createdAt: at,
        paidAt: at,
        items: [item],
        paidFen: 5_900,
      },
    ])
  }

  it('knows partners and replenishment of what was bought and the price of what was seen', async () => {
    const id = desk.mine[60] ?? ''
    await desk.get(`${id}/panel`)
    await buys(id, 'A1', 'litter', 15)
    await desk.told(id, [{ type: 'view', agoMs: 1_000, sku: 'tree' }])
    const facts = await factsOf(id)
    expect(facts.missingPartners).toEqual([
      { sku: 'litter', name: '猫砂', daysAgo: 15, partnerSku: 'food', partnerName: '猫粮' },
    ])
    expect(facts.replenishments).toEqual([{ sku: 'litter', name: '猫砂', dueInDays: 5 }])
    expect(facts.interests[0]?.unitPriceFen).toBe(60_000)
    const { steps } = await desk.panel(id)
    expect(steps.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['NBA-10', 'NBA-12']))
    await buys(id, 'A2', 'food', 1)
    expect((await factsOf(id)).missingPartners).toEqual([])
  })

  it('starts a newcomer with the quiz and no coupon', async () => {
    const newcomer = desk.world.contacts.find(({ name }) => name === '林小雨')?.externalUserId ?? ''
    const { steps } = await desk.panel(newcomer)
    expect(steps[0]).toMatchObject({ ruleId: 'NBA-18', offerId: null })
    expect((await factsOf(newcomer)).ltv.status).toBe('insufficient')
  })

  it('carries what rests and what is waited for', async () => {
    const id = desk.mine[61] ?? ''
    await desk.get(`${id}/panel`)
    expect(await factsOf(id)).toMatchObject({ suppressedRuleIds: [], enquiries: [], isPriceEnquiry: false })
    await desk.post(`${id}/enquiries`, { about: 'price' })
    await desk.post(`${id}/suggestions/SEG-04/dismiss`, { reason: 'other' })
    expect(await factsOf(id)).toMatchObject({
      suppressedRuleIds: ['SEG-04'],
      isPriceEnquiry: true,
      enquiries: [{ about: 'price', source: 'advisor', startedAt: desk.clock.at }],
    })
  })
})
