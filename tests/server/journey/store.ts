import type { RouteName } from '../../../src/contract/paths.ts'
import { methodAndPath } from '../../../src/contract/paths.ts'
import { dayMs } from '../../../src/domain/calendar.ts'
import { recompute } from '../../../src/server/models/recompute.ts'
import { installStarter } from '../../../src/server/starter/install-starter.ts'
import type { WorldContact } from '../../../src/simulator/world.ts'
import {
  buildTestApp,
  cookieHeader,
  type TestApp,
  type TestAppOptions,
  testNow,
} from '../../support/build-app.ts'
import type { TestDatabase } from '../../support/databases.ts'

export const advisor = 'LinXi'
export const colleague = 'GuAnRan'
export const ownOrigin = 'http://127.0.0.1:3000'

export interface Answer {
  status: number
  /** Parsed, of the shape that each test knows. */
  body: ReturnType<typeof JSON.parse>
}

export interface Call {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
}

/** Net spend of each of the ten: three paid orders, one of them in part refunded, shipping not counted. */
export const netSpendFen = 3 * 32_000 - 2_000 - 1_000

const paidDaysAgo = [200, 110, 12]

function ordersOf({ unionId }: WorldContact, place: number): Record<string, unknown>[] {
  const order = (name: string, daysAgo: number, row: object) => {
    const at = testNow - (daysAgo + place) * dayMs
    return {
      orderId: `o-${place}-${name}`,
      unionId,
      status: 'paid',
      createdAt: at,
      paidAt: at + 60_000,
      items: [{ sku: 'CREAM', name: '舒缓面霜', category: '面霜', quantity: 1, unitPriceFen: 32_000 }],
      paidFen: 32_000,
      ...row,
    }
  }
  const changes = [{ refundedFen: 2_000 }, { shippingFen: 1_000 }, {}]
  return [
    ...paidDaysAgo.map((daysAgo, index) => order(String(index), daysAgo, changes[index] ?? {})),
    order('cancelled', 5, { status: 'cancelled' }),
    order('created', 1, { status: 'created', paidAt: undefined, paidFen: 0 }),
  ]
}

/** A real installation with the starter's offers, ten customers told by the shop before any was opened, and a fitted model. */
export async function openStore(database: TestDatabase, options: TestAppOptions = {}) {
  const test: TestApp = await buildTestApp(database, options)
  const { app, context, clock, world } = test
  await installStarter(context, { publish: true })
  const { key } = await app.services.keys.create('shop', ['ingest', 'redeem'])

  async function call(
    route: RouteName,
    { params = {}, query, body, headers = {} }: Call = {},
  ): Promise<Answer> {
    const { method, path } = methodAndPath(route)
    const url = path.replaceAll(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''))
    const response = await app.inject({
      method,
      url: query ? `${url}?${new URLSearchParams(query).toString()}` : url,
      headers,
      ...(body === undefined ? {} : { payload: body as object }),
    })
    return { status: response.statusCode, body: response.json() }
  }
  const shop = (route: RouteName, body: unknown) =>
    call(route, { body, headers: { authorization: `Bearer ${key}` } })

  const people = world.contacts
    .filter(({ follows, unionId }) => unionId !== undefined && follows.length === 1)
    .filter(({ follows }) => follows[0]?.userId === advisor)
    .slice(0, 10)
  const product = {
    sku: 'CREAM',
    name: '舒缓面霜',
    category: '面霜',
    priceFen: 32_000,
    costFen: 9_000,
    stock: 80,
  }
  const ingested = {
    products: await shop('ingestProducts', [{ ...product, updatedAt: testNow - dayMs }]),
    orders: await shop('ingestOrders', people.flatMap(ordersOf)),
  }
  const fit = await recompute(context, { asOf: clock.at })
  const cookies = { [advisor]: await test.signIn(advisor), [colleague]: await test.signIn(colleague) }

  /** As a signed-in member, from the panel's own page. */
  const as =
    (userId: typeof advisor | typeof colleague) =>
    (route: RouteName, { headers = {}, ...rest }: Call = {}) =>
      call(route, { ...rest, headers: { cookie: cookies[userId] ?? '', origin: ownOrigin, ...headers } })

  /** A customer's browser with cookies of its own. */
  function device() {
    const jar: Record<string, string> = {}
    return async (route: RouteName, token: string): Promise<Answer> => {
      const { method, path } = methodAndPath(route)
      const response = await app.inject({
        method,
        url: path.replace(':token', token),
        headers: { cookie: cookieHeader(jar), origin: ownOrigin },
      })
      for (const { name, value } of response.cookies) jar[name] = value
      return { status: response.statusCode, body: response.json() }
    }
  }

  /** The id of one of the ten. */
  const personId = (place: number) => people[place]?.externalUserId ?? ''

  /** Issues to one of the ten and marks it sent; answers the coupon and the secret of its link. */
  async function send(place: number, offerId: string): Promise<{ couponId: string; token: string }> {
    const externalUserId = personId(place)
    const issued = await as(advisor)('issueCoupon', { params: { externalUserId }, body: { offerId } })
    if (issued.status !== 200) throw new Error(`not issued: ${JSON.stringify(issued.body)}`)
    const { couponId } = issued.body.coupon
    await as(advisor)('markCouponSent', {
      params: { couponId },
      body: { chatExternalUserId: externalUserId },
    })
    return { couponId, token: issued.body.card.link.split('/').at(-1) }
  }

  return { ...test, call, shop, as, device, people, personId, send, ingested, fit, key }
}

export type Store = Awaited<ReturnType<typeof openStore>>
