import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Offer } from '../../../src/domain/offers/offer.ts'
import { createServices, type Services } from '../../../src/server/services.ts'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { createOfferContexts } from '../../../src/server/offers/offer-context.ts'
import { sampleFacts } from '../../domain/customers/sample-facts.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { deskNow, deskSide } from '../touches/desk.ts'
import { insertCustomer } from '../touches/desk-rows.ts'

const day = 86_400_000

describe.each(engines)('a store that sets numbers of its own, on $name', ({ open }) => {
  let database: TestDatabase
  let services: Services
  let context: ReturnType<typeof deskSide>['context']
  beforeAll(async () => {
    database = await open()
    context = deskSide(database.db).context
    services = createServices(context)
    const followedAt = { firstFollowAt: deskNow - 5 * day }
    await insertCustomer(database.db, 'yue', ['lin'], { ...followedAt, orderCount: 3, purchaseDays: 3 })
  })
  afterAll(() => database.destroy())
  beforeEach(() =>
    changeSettings(context, {
      rules: { 'SEG-06.repurchases': null, 'CAD-01.untilDay': null, 'CAD-01.weekCap': null },
    }),
  )

  const facts = () => services.facts.factsOf(database.db, 'yue', deskNow)
  const meter = () => services.touches.meter(database.db, { customerId: 'yue', userId: 'lin', asOf: deskNow })

  it('has its VIPs (SEG-06) and newcomers (CAD-01) by them', async () => {
    expect(await facts()).toMatchObject({ isVip: false, cadence: 'new' })
    await changeSettings(context, { rules: { 'SEG-06.repurchases': 2, 'CAD-01.untilDay': 4 } })
    expect(await facts()).toMatchObject({ isVip: true, cadence: 'active' })
  })

  it('meters touches by them', async () => {
    expect(await meter()).toMatchObject({ weekCap: 6, dayCap: 2 })
    await changeSettings(context, { rules: { 'CAD-01.weekCap': 3 } })
    expect(await meter()).toMatchObject({ weekCap: 3, dayCap: 2 })
  })

  it('caps its offers by them', async () => {
    const surroundings = createOfferContexts({
      budgets: { budgetsLeft: async () => [] },
      coupons: { couponHistory: async () => ({ openAndRedeemedFen: 0, liveCoupons: [], received: [] }) },
      products: { allProducts: async () => [] },
      models: { storeMeanOrderValueFen: async () => 20_000 },
    })
    const offers: Offer[] = []
    const input = { customerId: 'yue', userId: 'lin', asOf: deskNow }
    const settingsOf = async () =>
      (await surroundings(database.db, offers, sampleFacts(), input)).context.settings
    expect(await settingsOf()).toMatchObject({ singleCapPercent: 10, sameKindRestDays: 30 })
    await changeSettings(context, { singleCapPercent: 8, rules: { 'REST-KIND.days': 10 } })
    expect(await settingsOf()).toMatchObject({ singleCapPercent: 8, sameKindRestDays: 10 })
  })
})
