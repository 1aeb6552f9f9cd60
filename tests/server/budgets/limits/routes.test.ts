import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { engines } from '../../../support/databases.ts'
import { advisor, type Answer, colleague, openStore, type Store } from '../../journey/store.ts'
import { publishOffer } from '../../offers/publish-offer.ts'

/** Ships for nothing: worth 8 yuan at most to the store. */
const offerId = 'starter-free-shipping'

describe.each(engines)('the limits of budgets on $name', ({ open }) => {
  let store: Store
  let customerId = ''
  beforeAll(async () => {
    store = await openStore(await open(), { environment: { ADMIN_USER_IDS: colleague } })
    await publishOffer(store.context.db, 'spring-offer', { name: '春季满减', campaignId: 'spring' })
    await store.as(advisor)('getPanel', { params: { externalUserId: store.personId(0) } })
    const row = await store.context.db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', store.personId(0))
      .executeTakeFirstOrThrow()
    customerId = row.customerId
  })
  beforeEach(() => store.context.db.deleteFrom('budget').execute())
  afterAll(() => store.close())

  const set = (body: object) => store.as(colleague)('setBudget', { body })
  const remove = (scope: string, scopeId: string) =>
    store.as(colleague)('removeBudget', { params: { scope, scopeId } })
  const list = async () => (await store.as(colleague)('listBudgets')).body
  const month = (scope: string, limitFen: number, scopeId?: string) =>
    set({ scope, ...(scopeId !== undefined && { scopeId }), period: 'month', limitFen })
  const issue = (place: number) =>
    store.as(advisor)('issueCoupon', {
      params: { externalUserId: store.personId(place) },
      body: { offerId },
    })
  const problemsOf = ({ status, body }: Answer) => [
    status,
    body.code,
    body.details.fields.map(({ field }: { field: string }) => field),
  ]
  const trail = async () => {
    const rows = await store.context.db
      .selectFrom('audit')
      .selectAll()
      .where('subjectKind', '=', 'budget')
      .orderBy('at')
      .execute()
    return rows.map(({ detailsJson, ...row }) => ({ ...row, details: JSON.parse(detailsJson) }))
  }

  it('are listed by scope with the names that people know, the customer’s masked', async () => {
    await month('customer', 5_000, store.personId(0))
    await month('advisor', 30_000, advisor)
    await set({ scope: 'campaign', scopeId: 'spring', period: 'total', limitFen: 90_000 })
    await month('newcomer', 20_000)
    await month('store', 100_000)
    const { budgets, ...rest } = await list()
    expect(budgets).toMatchObject([
      { scope: 'store', scopeId: 'store', name: '门店', period: 'month', limitFen: 100_000, usedFen: 0 },
      { scope: 'newcomer', scopeId: 'newcomer', name: '新客' },
      { scope: 'campaign', scopeId: 'spring', name: 'spring', period: 'total' },
      { scope: 'advisor', scopeId: advisor, name: '林溪', externalUserId: null },
      { scope: 'customer', scopeId: customerId, externalUserId: store.personId(0), isUsedUp: false },
    ])
    expect(budgets[4].name).toMatch(/^.?\*\*$/u)
    expect(rest).toMatchObject({
      month: '2026-03',
      hasMoreCustomers: false,
      campaigns: [{ campaignId: 'spring', offers: ['春季满减'] }],
    })
    expect(rest.advisors).toContainEqual({ userId: advisor, name: '林溪' })
  })

  it('stop a coupon from the next one on, and let it pass once raised, with what was used before', async () => {
    await month('store', 0)
    const refused = await issue(1)
    expect([refused.status, refused.body.code]).toEqual([422, 'offer_refused'])
    expect(JSON.stringify(refused.body)).toContain('门店预算不足')
    await month('store', 100_000)
    const issued = await issue(1)
    expect(issued.status).toBe(200)
    const [{ usedFen, isUsedUp }] = (await list()).budgets
    const { couponId } = issued.body.coupon
    const { costFen } = await store.context.db
      .selectFrom('coupon')
      .select('costFen')
      .where('couponId', '=', couponId)
      .executeTakeFirstOrThrow()
    expect(costFen).toBeGreaterThan(0)
    expect([usedFen, isUsedUp]).toEqual([costFen, false])

    const below = await month('store', costFen - 1)
    expect([below.status, below.body.budget.isUsedUp]).toEqual([200, true])
    expect(below.body.notice).toContain('下个月之前不能再用它发券')
    expect((await month('store', costFen)).body.notice).not.toBeNull()
    expect((await month('store', costFen + 1)).body.notice).toBeNull()
    const total = await set({ scope: 'store', period: 'total', limitFen: costFen })
    expect(total.body.budget.usedFen).toBe(costFen)
    expect(total.body.notice).toContain('提高限额之前不能再用它发券')
    expect((await issue(2)).status).toBe(422)
    expect((await remove('store', 'store')).body).toEqual({ scope: 'store', scopeId: 'store' })
    expect((await issue(2)).status).toBe(200)
  })

  it('bind a customer alone, named by either id', async () => {
    expect((await month('customer', 0, customerId)).status).toBe(200)
    const refused = await issue(0)
    expect(JSON.stringify(refused.body)).toContain('该客户预算不足')
    expect((await remove('customer', store.personId(0))).body.scopeId).toBe(customerId)
    expect((await issue(0)).status).toBe(200)
  })

  it('refuse whom nobody knows and amounts out of bounds, naming the field', async () => {
    const bound = 1_000_000_000
    expect((await month('store', bound)).status).toBe(200)
    expect(problemsOf(await month('store', bound + 1))).toEqual([400, 'invalid_input', ['body.limitFen']])
    expect(problemsOf(await month('store', -1))).toEqual([400, 'invalid_input', ['body.limitFen']])
    expect(problemsOf(await month('store', 0.5))).toEqual([400, 'invalid_input', ['body.limitFen']])
    const bad: [string, string?][] = [
      ['campaign', 'autumn'],
      ['campaign'],
      ['advisor', 'nobody'],
      ['customer', 'wmNobody'],
      ['newcomer', 'other'],
    ]
    for (const [scope, scopeId] of bad)
      expect(problemsOf(await month(scope, 1, scopeId))).toEqual([400, 'invalid_input', ['body.scopeId']])
    expect((await month('campaign', 1, 'autumn')).body.message).toContain('spring')
    expect((await remove('advisor', advisor)).status).toBe(404)
    expect((await list()).budgets).toHaveLength(1)
  })

  it('leave an entry with before and after; the same said again leaves none', async () => {
    await store.context.db.deleteFrom('audit').where('subjectKind', '=', 'budget').execute()
    await month('customer', 500, store.personId(0))
    store.clock.at += 1
    await month('customer', 500, store.personId(0))
    store.clock.at += 1
    await set({ scope: 'customer', scopeId: customerId, period: 'total', limitFen: 700 })
    store.clock.at += 1
    await remove('customer', customerId)
    expect((await remove('customer', customerId)).status).toBe(404)
    const first = { period: 'month', limitFen: 500 }
    const second = { period: 'total', limitFen: 700 }
    const entry = { actor: colleague, subjectId: customerId, customerId }
    expect(await trail()).toMatchObject([
      { ...entry, action: 'budget.set', details: { scope: 'customer', before: null, after: first } },
      { ...entry, action: 'budget.set', details: { before: first, after: second } },
      { ...entry, action: 'budget.removed', details: { scope: 'customer', before: second } },
    ])
  })

  it('set by many at once tell of every change in one unbroken chain', async () => {
    await store.context.db.deleteFrom('audit').where('subjectKind', '=', 'budget').execute()
    const limits = [1, 2, 3, 4, 5, 6].map((yuan) => yuan * 100)
    await Promise.all(limits.map((limitFen) => month('advisor', limitFen, advisor)))
    const steps = (await trail()).map(({ details }) => [
      details.before?.limitFen ?? null,
      details.after.limitFen,
    ])
    const [{ limitFen: last }] = (await list()).budgets
    expect(steps.map(([, after]) => after).sort()).toEqual(limits)
    expect(steps.map(([before]) => before).sort()).toEqual(
      [null, ...limits.filter((limit) => limit !== last)].sort(),
    )
  })

  it('of an erased customer stay, without a name', async () => {
    const orphan = { scope: 'customer', scopeId: 'erased_1', period: 'month', limitFen: 100 }
    await store.context.db.insertInto('budget').values(orphan).execute()
    expect((await list()).budgets).toMatchObject([{ name: '已删除的客户', externalUserId: null }])
    expect((await remove('customer', 'erased_1')).status).toBe(200)
  })

  it('of very many customers are cut, those of others never', async () => {
    const rows = Array.from({ length: 501 }, (_, index) => ({
      scope: 'customer',
      scopeId: `many_${index}`,
      period: 'month',
      limitFen: 100,
    }))
    await store.context.db.insertInto('budget').values(rows.slice(0, 500)).execute()
    await month('store', 100)
    expect([(await list()).budgets.length, (await list()).hasMoreCustomers]).toEqual([501, false])
    await store.context.db.insertInto('budget').values(rows.slice(500)).execute()
    const { budgets, hasMoreCustomers } = await list()
    expect([budgets.length, hasMoreCustomers, budgets[0].scope]).toEqual([501, true, 'store'])
  })
})
