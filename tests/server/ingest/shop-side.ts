import { createHash } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import { readConfig } from '../../../src/server/config.ts'
import { createAttribution } from '../../../src/server/attribution/service.ts'
import type { ServerContext } from '../../../src/server/context.ts'
import type { Database } from '../../../src/server/db/connect.ts'
import { createEvents } from '../../../src/server/events/service.ts'
import { AppError } from '../../../src/server/http/app-error.ts'
import type { Gate } from '../../../src/server/http/register.ts'
import { keepNothing } from '../../../src/server/http/settle.ts'
import { createIdentity } from '../../../src/server/identity/service.ts'
import { ingestRoutes } from '../../../src/server/ingest/routes.ts'
import type { AdmissionLimits } from '../../../src/server/ingest/admission.ts'
import { createIngest } from '../../../src/server/ingest/service.ts'
import { createKeys } from '../../../src/server/keys/service.ts'
import { createOrders } from '../../../src/server/orders/service.ts'
import { raiseActivity } from '../../../src/server/orders/summary-writes.ts'
import { refreshSummaries } from '../../../src/server/orders/purchase-summaries.ts'
import { handleErrors } from '../../../src/server/plugins/errors.ts'
import { createProducts } from '../../../src/server/products/service.ts'

/** 2025-06-01 12:00 in Shanghai. */
export const testNow = Date.UTC(2025, 5, 1, 4)

export function testContext(db: Database): ServerContext {
  let drawn = 0
  const randomBytes = (count: number) => {
    drawn += 1
    return createHash('sha512').update(String(drawn)).digest().subarray(0, count)
  }
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  return { config: readConfig({}, () => 'x'.repeat(32)), db, now: () => testNow, randomBytes, log }
}

/** The shop's side of the server on one database; `reversed` collects the orders whose coupon was to be given back. */
export function shopSide(db: Database) {
  const context = testContext(db)
  const reversed: string[] = []
  const attribution = createAttribution()
  const identity = createIdentity(context, { refreshSummaries, attribution })
  const coupons = {
    async reverseForOrder(_trx: Database, { orderId }: { orderId: string }) {
      reversed.push(orderId)
    },
  }
  const orders = createOrders(context, { identity, attribution, coupons })
  const events = createEvents({ identity, raiseActivity })
  const products = createProducts()
  const ingest = createIngest(context, { identity, orders, events, products })
  return { context, identity, orders, events, products, ingest, reversed }
}

export async function shopApp(
  db: Database,
  limits?: AdmissionLimits,
): Promise<{ app: FastifyInstance; key: string }> {
  const { context, ingest } = shopSide(db)
  const keys = createKeys(context)
  const gate: Gate = {
    requireActor: () => Promise.reject(new AppError('unauthenticated')),
    requireKey: keys.requireKey,
    once: (_request, _actor, run) => run(keepNothing),
    checksResponses: true,
  }
  const app = Fastify()
  handleErrors(app)
  ingestRoutes(app, gate, ingest, context, limits)
  await app.ready()
  const { key } = await keys.create('shop', ['ingest'])
  return { app, key }
}

export function orderRow(orderId: string, row: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    orderId,
    phone: '13800000001',
    status: 'paid',
    createdAt: '2025-05-01T10:00:00+08:00',
    paidAt: '2025-05-01T10:05:00+08:00',
    items: [{ sku: 'S1', name: 'Cream', quantity: 1, unitPriceFen: 10_000 }],
    paidFen: 10_000,
    ...row,
  }
}
