import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../../src/contract/api.ts'
import { paths, type RouteName } from '../../../src/contract/paths.ts'
import { type Role, type Route, roles } from '../../../src/contract/route.ts'
import { engines } from '../../support/databases.ts'
import { sampleBody } from '../journey/sample-body.ts'
import { type Answer, openStore, ownOrigin, type Store } from '../journey/store.ts'

const names = Object.keys(paths) as RouteName[]
const routeOf = (name: RouteName): Route => api[name]
const memberRoutes = names.filter((name) => routeOf(name).access === 'member')

const chatting: Role[] = ['advisor', 'lead', 'operator', 'admin']
/** Who may call what, by method and path; each member route stands in exactly one line. */
const lines: [RegExp, readonly Role[]][] = [
  [/^\w+ \/api\/v1\/(session|jssdk)(\/|$)/, roles],
  [/^\w+ \/api\/v1\/(customers|groups|scripts|moments|quizzes)(\/|$)/, chatting],
  [/^POST \/api\/v1\/coupons\/:couponId\/(sent|void)$/, chatting],
  [/^\w+ \/api\/v1\/offers\/exceptions(\/|$)/, ['lead', 'admin']],
  [/^\w+ \/api\/v1\/escalations(\/|$)/, ['lead', 'admin']],
  [/^GET \/api\/v1\/review$/, ['lead', 'operator', 'auditor', 'admin']],
  [/^POST \/api\/v1\/review\//, ['lead', 'operator', 'admin']],
  [/^\w+ \/api\/v1\/(channels|welcome|diagnostics|contacts)(\/|$)/, ['operator', 'admin']],
  [/^GET \/api\/v1\/budgets$/, ['operator', 'auditor', 'admin']],
  [/^(PUT|DELETE) \/api\/v1\/budgets(\/|$)/, ['operator', 'admin']],
  [/^\w+ \/api\/v1\/audit(\/|$)/, ['auditor', 'admin']],
  [/^GET \/api\/v1\/alerts$/, ['operator', 'auditor', 'admin']],
  [/^POST \/api\/v1\/alerts\//, ['operator', 'admin']],
  [/^\w+ \/api\/v1\/identity(\/|$)/, ['admin']],
  [/^\w+ \/api\/v1\/members(\/|$)/, ['admin']],
  [/^\w+ \/api\/v1\/imports(\/|$)/, ['operator', 'admin']],
]

/** One of each role, all with customers of their own; the lead is head of the advisor's and the admin's department. */
const people: Record<Role, string> = {
  advisor: 'LinXi',
  lead: 'ChengYe',
  operator: 'SuHe',
  auditor: 'YeZhiQiu',
  admin: 'GuAnRan',
}
const unknownIds = {
  externalUserId: 'wmNobodyKnowsThisOne',
  couponId: 'cpn_unknown',
  quizLinkId: 'qln_unknown',
  chatId: 'wrUnknown',
  touchId: 'tch_unknown',
  taskId: 'rev_unknown',
  escalationId: 'esc_unknown',
  exceptionId: 'exc_unknown',
  scriptId: 'scr_unknown',
  reminderId: 'rem_unknown',
  tagId: 'tag_unknown',
  offerId: 'offer_unknown',
  ruleId: 'NBA-05',
  channelId: 'chn_unknown',
  userId: 'nobody',
  alertId: 'alr_unknown',
  suggestionId: 'suggestion_unknown',
  mergeId: 'merge_unknown',
  importId: 'imp_unknown',
  scope: 'store',
  scopeId: 'store',
}

describe('the rights of each route', () => {
  it.each(memberRoutes)('%s stands in one line and carries its roles', (name) => {
    const matching = lines.filter(([pattern]) => pattern.test(paths[name]))
    expect(matching.map(([, allowed]) => allowed.toSorted())).toEqual([routeOf(name).roles?.toSorted()])
  })
})

describe.each(engines)('roles on $name', ({ open }) => {
  let store: Store
  const cookies = new Map<Role, string>()
  beforeAll(async () => {
    store = await openStore(await open(), { environment: { ADMIN_USER_IDS: people.admin } })
    for (const role of roles) cookies.set(role, await store.signIn(people[role]))
    for (const role of ['operator', 'auditor'] as const)
      await store.app.services.memberRoster.change(people[role], { role }, people.admin)
    for (const role of roles) cookies.set(role, await store.signIn(people[role]))
  })
  afterAll(() => store.close())

  const ask = (role: Role | null, name: RouteName, ids: Record<string, string> = {}): Promise<Answer> => {
    const cookie = role === null ? undefined : cookies.get(role)
    const headers = { origin: ownOrigin, ...(cookie === undefined ? {} : { cookie }) }
    return store.call(name, { params: { ...unknownIds, ...ids }, headers, ...sampleBody(name) })
  }
  const customerOf = (userId: string, place = 0) =>
    store.world.contacts.filter(({ follows }) => follows.length === 1 && follows[0]?.userId === userId)[place]
      ?.externalUserId ?? ''
  const allowedFor = (name: RouteName) => lines.find(([pattern]) => pattern.test(paths[name]))?.[1] ?? []

  it.each(roles)('%s signs in with that role', async (role) => {
    expect((await ask(role, 'getSession')).body).toMatchObject({ userId: people[role], role })
  })

  it.each(memberRoutes.filter((name) => name !== 'logout'))('%s lets in its roles only', async (name) => {
    expect(await ask(null, name)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
    for (const role of roles) {
      const { status, body } = await ask(role, name)
      const isRefused = status === 401 || body.code === 'forbidden'
      expect([role, isRefused]).toEqual([role, !allowedFor(name).includes(role)])
      if (isRefused) expect({ status, body }).toEqual({ status: 403, body: forbidden })
    }
  })
  const forbidden = { code: 'forbidden', message: '没有权限' }

  it('a session opens no route of the shop’s systems', async () => {
    for (const name of names.filter((known) => typeof routeOf(known).access === 'object'))
      for (const role of roles)
        expect(await ask(role, name)).toMatchObject({ status: 401, body: { code: 'bad_key' } })
  })

  const guarded = names.filter((name) => paths[name].includes(':externalUserId'))
  const only = guarded.filter((name) => paths[name].split(':').length === 2)
  const foreignTo: Record<string, () => string> = {
    advisor: () => customerOf(people.admin),
    lead: () => customerOf(people.operator),
    operator: () => customerOf(people.advisor),
    admin: () => customerOf(people.advisor),
  }

  it.each(chatting)('%s: a foreign customer is an unknown one', async (role) => {
    const foreign = foreignTo[role]?.() ?? ''
    // Known to the store, so that nothing but the right is missing.
    const owner = role === 'lead' ? 'operator' : role === 'advisor' ? 'admin' : 'advisor'
    expect((await ask(owner, 'getPanel', { externalUserId: foreign })).status).toBe(200)
    for (const name of guarded) {
      const answer = await ask(role, name, { externalUserId: foreign })
      expect(answer, name).toEqual({ status: 404, body: { code: 'not_found', message: '没有找到' } })
      expect(await ask(role, name), name).toEqual(answer)
    }
  })

  it('a foreign customer costs WeCom as many questions as an unknown one, and is not stored for it', async () => {
    const foreign = customerOf(people.operator, 3)
    const questionsFor = async (externalUserId: string) => {
      store.simulated.faults.resetCounts()
      await ask('advisor', 'getPanel', { externalUserId })
      return store.simulated.faults.counts()
    }
    expect(await questionsFor(foreign)).toEqual(await questionsFor(unknownIds.externalUserId))
    const stored = await store.context.db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', foreign)
      .execute()
    expect(stored).toEqual([])
  })

  it.each(chatting)('%s reaches customers of their own', async (role) => {
    const own = customerOf(people[role], 1)
    for (const name of only) {
      const { status } = await ask(role, name, { externalUserId: own })
      expect([name, [401, 403, 404].includes(status)]).toEqual([name, false])
    }
  })

  it('a lead reaches those of the team, under the name that the advisor gave', async () => {
    const teams = customerOf(people.advisor, 2)
    for (const name of only) {
      const { status } = await ask('lead', name, { externalUserId: teams })
      expect([name, [401, 403, 404].includes(status)]).toEqual([name, false])
    }
    const seen = async (role: Role) =>
      (await ask(role, 'getPanel', { externalUserId: teams })).body.customer.displayName
    expect(await seen('lead')).toBe(await seen('advisor'))
  })

  it('a foreign coupon is an unknown one, save for those who steer; the lead reaches the team’s', async () => {
    const { couponId } = await store.send(3, 'starter-free-shipping')
    const externalUserId = customerOf(people.operator)
    const cookie = cookies.get('operator') ?? ''
    const issued = await store.call('issueCoupon', {
      params: { externalUserId },
      body: { offerId: 'starter-free-shipping' },
      headers: { cookie, origin: ownOrigin },
    })
    expect(issued.status).toBe(200)
    const foreign: string = issued.body.coupon.couponId
    for (const name of ['markCouponSent', 'voidCoupon'] as const) {
      for (const role of ['advisor', 'lead'] as const) {
        const unknown = await ask(role, name)
        expect(unknown.status).toBe(404)
        expect(await ask(role, name, { couponId: foreign })).toEqual(unknown)
      }
    }
    expect((await ask('operator', 'markCouponSent', { couponId })).status).toBe(404)
    expect((await ask('lead', 'voidCoupon', { couponId })).body.coupon.state).toBe('voided')
    expect((await ask('admin', 'voidCoupon', { couponId: foreign })).body.coupon.state).toBe('voided')
  })

  it('a page that is still open from another member’s session may do nothing in this one', async () => {
    const headers = { cookie: cookies.get('advisor') ?? '', 'x-zhike-member': people.lead }
    expect(await store.call('getSession', { headers })).toMatchObject({ status: 401 })
    headers['x-zhike-member'] = people.advisor
    expect(await store.call('getSession', { headers })).toMatchObject({ status: 200 })
  })

  it.each(roles)('%s can sign out', async (role) => {
    expect((await ask(role, 'logout')).status).toBe(200)
    expect((await ask(role, 'getSession')).status).toBe(401)
  })
})
