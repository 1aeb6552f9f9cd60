import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorCodes } from '../../src/contract/errors.ts'
import { methodAndPath } from '../../src/contract/paths.ts'
import type { Route } from '../../src/contract/route.ts'
import { advisor, openStore, ownOrigin, type Store } from '../server/journey/store.ts'
import { engines } from '../support/databases.ts'
import { addressOf, fullSample, requestOf, routes } from './every-route.ts'
import { hostileTexts } from './hostile-texts.ts'

type Path = (string | number)[]

/** Where texts stand in a value. */
function textsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, [...path, key]))
}

function withText(value: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined) return text
  if (Array.isArray(value))
    return value.map((part, at) => (String(at) === key ? withText(part, rest, text) : part))
  const object = value as Record<string, unknown>
  return { ...object, [key]: withText(object[key], rest, text) }
}

describe.each(engines)('hostile texts in every field on $name', ({ open }) => {
  let store: Store
  let headers: Record<string, string>
  let params: Record<string, string>
  const rejections: unknown[] = []
  const note = (reason: unknown) => rejections.push(reason)
  beforeAll(async () => {
    process.on('unhandledRejection', note)
    store = await openStore(await open(), { environment: { ADMIN_USER_IDS: advisor } })
    const { token, couponId } = await store.send(0, 'starter-free-shipping')
    params = { externalUserId: store.personId(0), couponId, token, userId: advisor }
    headers = {
      cookie: await store.signIn(advisor),
      authorization: `Bearer ${store.key}`,
      origin: ownOrigin,
      'content-type': 'application/json',
    }
  })
  afterAll(async () => {
    process.off('unhandledRejection', note)
    await store.close()
  })

  async function expectHandled(what: string, route: Route, url: string, payload?: string) {
    const { method } = methodAndPath(route.name)
    const answer = await store.app.inject({
      method,
      url,
      headers,
      ...(payload === undefined ? {} : { payload }),
    })
    expect(answer.statusCode, `${what}: ${answer.body}`).toBeLessThan(500)
    expect(answer.headers['content-type'], what).toContain('application/json')
    if (answer.statusCode >= 400)
      expect(Object.keys(errorCodes)).toContain(answer.json<{ code: string }>().code)
    return answer
  }

  it('of every body are stored or refused, never a failure', { timeout: 240_000 }, async () => {
    let tried = 0
    for (const route of routes) {
      if (!route.body || route.name.startsWith('ingest')) continue
      const sample = fullSample(route.body)
      for (const path of textsIn(sample)) {
        for (const [kind, text] of Object.entries(hostileTexts)) {
          const what = `${route.name} ${path.join('.')} ${kind}`
          await expectHandled(
            what,
            route,
            addressOf(route, params),
            JSON.stringify(withText(sample, path, text)),
          )
          tried += 1
        }
      }
    }
    expect(tried).toBeGreaterThan(700)
  })

  it('of every ingested row are stored or refused by their row', { timeout: 120_000 }, async () => {
    const named = {
      externalUserId: store.personId(0),
      unionId: 'u-1',
      phone: '13800000001',
      shopCustomerId: 's-1',
    }
    const at = store.clock.at - 1_000
    const rows: Record<string, object> = {
      ingestOrders: {
        ...named,
        orderId: 'o-1',
        advisorUserId: advisor,
        status: 'paid',
        createdAt: at,
        paidAt: at,
        items: [{ sku: 's', name: 'n', category: 'c', quantity: 1, unitPriceFen: 1 }],
        paidFen: 1,
        couponCode: 'x',
      },
      ingestEvents: {
        ...named,
        eventId: 'e-1',
        type: 'view',
        occurredAt: at,
        sku: 's',
        category: 'c',
        device: 'd',
      },
      ingestCustomers: { ...named, name: 'n', birthday: '01-01', memberTier: 't', fields: { 肤质: '干' } },
      ingestProducts: {
        sku: 's',
        name: 'n',
        category: 'c',
        priceFen: 1,
        updatedAt: at,
        imageUrl: 'https://shop.example/i.png',
        url: 'https://shop.example/',
        partnerSkus: ['p'],
      },
    }
    for (const [name, row] of Object.entries(rows)) {
      const route = routes.find((one) => one.name === name)
      if (!route) throw new Error(`there is no ${name}`)
      for (const path of textsIn(row)) {
        const hostile = Object.values(hostileTexts).map((text) => withText(row, path, text))
        const what = `${name} ${path.join('.')}`
        const answer = await expectHandled(what, route, addressOf(route), JSON.stringify(hostile))
        const { accepted, duplicates, rejected } = answer.json<{
          accepted: number
          duplicates: number
          rejected: unknown[]
        }>()
        expect(accepted + duplicates + rejected.length, what).toBe(hostile.length)
      }
    }
  })

  it('of every address and query are answered, never a failure', { timeout: 120_000 }, async () => {
    for (const route of routes.filter(({ name }) => name !== 'logout')) {
      const { path } = methodAndPath(route.name)
      const { payload } = requestOf(route)
      for (const [kind, text] of Object.entries(hostileTexts)) {
        const encoded = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
        for (const [, name = ''] of path.matchAll(/:(\w+)/g)) {
          const url = addressOf(route, { ...params, [name]: 'HERE' }).replace('HERE', encoded)
          await expectHandled(`${route.name} :${name} ${kind}`, route, url, payload)
        }
        for (const name of Object.keys(route.query?.shape ?? {})) {
          const url = `${addressOf(route, params)}?${name}=${encoded}`
          await expectHandled(`${route.name} ?${name} ${kind}`, route, url, payload)
        }
      }
    }
  })

  it('come back from a note exactly as they were written', async () => {
    const route = routes.find(({ name }) => name === 'addNote')
    const timeline = routes.find(({ name }) => name === 'getTimeline')
    if (!route || !timeline) throw new Error('there is no such route')
    for (const kind of ['html', 'script', 'sql', 'template', 'rightToLeft', 'emoji'] as const) {
      const text = hostileTexts[kind] ?? ''
      const own = { externalUserId: store.personId(1) }
      await expectHandled(kind, route, addressOf(route, own), JSON.stringify({ text }))
      const shown = await expectHandled(kind, timeline, addressOf(timeline, own))
      expect(shown.body).toContain(JSON.stringify(text).slice(1, -1))
    }
  })

  it('have harmed no table and left no promise unheard', async () => {
    const { count } = await store.context.db
      .selectFrom('customer')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBeGreaterThanOrEqual(10)
    await new Promise((resolve) => setImmediate(resolve))
    expect(rejections).toEqual([])
  })
})
