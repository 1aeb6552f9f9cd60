import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { methodAndPath } from '../../src/contract/paths.ts'
import { openStore, type Store } from '../server/journey/store.ts'
import { engines } from '../support/databases.ts'
import { addressOf, fullSample, routes } from './every-route.ts'
import { hostileTexts } from './hostile-texts.ts'

const seeds = [1, 20_260_310, 987_654_321]
const bodiesOfEachSeed = 350
const handled = [200, 400, 404, 409, 410, 413, 415, 422]

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function drawsOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const oddValues: unknown[] = [
  ...Object.values(hostileTexts),
  null,
  true,
  0,
  -1,
  0.1,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  '',
  [],
  {},
  [[[[]]]],
  '2026-02-30T00:00:00Z',
  '0000-00-00',
  'NaN',
]

function mutated(value: unknown, draw: () => number): unknown {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(draw() * list.length)]
  if (draw() < 0.12) return pick(oddValues)
  if (Array.isArray(value)) {
    const parts = value.map((part) => mutated(part, draw))
    return draw() < 0.1 ? [...parts, ...parts] : parts
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(() => draw() > 0.05)
  const more = draw() < 0.1 ? [[pick(Object.values(hostileTexts)) ?? '', pick(oddValues)] as const] : []
  return Object.fromEntries([...entries.map(([key, part]) => [key, mutated(part, draw)] as const), ...more])
}

/** Some bytes of the text are lost, doubled or replaced. */
function corrupted(text: string, draw: () => number): Buffer {
  const bytes = Buffer.from(text)
  if (bytes.length === 0) return bytes
  for (let count = Math.ceil(draw() * 6); count > 0; count -= 1) {
    bytes[Math.floor(draw() * bytes.length)] = Math.floor(draw() * 256)
  }
  return draw() < 0.3 ? bytes.subarray(0, Math.floor(draw() * bytes.length)) : bytes
}

describe.each(engines)('bodies of shop systems, made at random, on $name', ({ open }) => {
  let store: Store
  const rejections: unknown[] = []
  const note = (reason: unknown) => rejections.push(reason)
  beforeAll(async () => {
    process.on('unhandledRejection', note)
    store = await openStore(await open())
  })
  afterAll(async () => {
    process.off('unhandledRejection', note)
    await store.close()
  })

  /** A body as the shop means it. */
  function meant(name: string): unknown {
    const named = {
      externalUserId: store.personId(3),
      unionId: 'u-7',
      phone: '13800000007',
      shopCustomerId: 's-7',
    }
    const at = store.clock.at - 60_000
    const items = [{ sku: 'CREAM', name: '面霜', category: '面霜', quantity: 1, unitPriceFen: 32_000 }]
    const event = { ...named, eventId: 'e-7', type: 'view', occurredAt: at, sku: 'CREAM', device: 'h5' }
    const rows: Record<string, unknown> = {
      ingestOrders: [
        { ...named, orderId: 'o-7', status: 'paid', createdAt: at, paidAt: at, items, paidFen: 32_000 },
      ],
      ingestEvents: [event, { ...event, eventId: 'e-8', type: 'cart_add' }],
      ingestCustomers: [{ ...named, name: '李', birthday: '1990-02-29', points: 3, fields: { 肤质: '干' } }],
      ingestProducts: [
        { sku: 'P-7', name: '精华', category: '精华', priceFen: 100, stock: 1, updatedAt: at },
      ],
    }
    const route = routes.find((one) => one.name === name)
    return rows[name] ?? (route?.body ? fullSample(route.body) : null)
  }

  it.each(seeds)('are taken or refused, never a failure (seed %i)', { timeout: 120_000 }, async (seed) => {
    const draw = drawsOf(seed)
    const ofShops = routes.filter(({ access }) => typeof access === 'object')
    const types = ['application/json', 'application/json', 'application/x-ndjson', 'text/plain']
    for (let made = 0; made < bodiesOfEachSeed; made += 1) {
      const route = ofShops[made % ofShops.length]
      if (!route) throw new Error('there are no routes of shops')
      const value = mutated(meant(route.name), draw)
      const type = types[Math.floor(draw() * types.length)] ?? ''
      const isLines = type !== 'application/json' && Array.isArray(value)
      const text = isLines ? value.map((row) => JSON.stringify(row)).join('\n') : JSON.stringify(value)
      const payload = draw() < 0.3 ? corrupted(text ?? '', draw) : Buffer.from(text ?? '')
      const answer = await store.app.inject({
        method: methodAndPath(route.name).method,
        url: addressOf(route),
        headers: { authorization: `Bearer ${store.key}`, 'content-type': type },
        payload,
      })
      const what = `${route.name} #${made} ${payload.toString('utf8').slice(0, 300)} -> ${answer.body.slice(0, 300)}`
      expect(handled, what).toContain(answer.statusCode)
      expect(answer.headers['content-type'], what).toContain('application/json')
    }
  })

  it('leave every promise heard, and the shop able to go on', async () => {
    await new Promise((resolve) => setImmediate(resolve))
    expect(rejections).toEqual([])
    const at = store.clock.at
    const row = { eventId: 'after', shopCustomerId: 'after', type: 'view', occurredAt: at }
    expect(await store.shop('ingestEvents', [row])).toEqual({
      status: 200,
      body: { accepted: 1, duplicates: 0, rejected: [] },
    })
  })
})
