import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  ingestCustomers,
  ingestEvents,
  ingestOrders,
  ingestProducts,
  type IngestResult,
} from '../../contract/ingest.ts'
import { recordIngest } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { AppError } from '../http/app-error.ts'
import { type Gate, type KeyHolder, register } from '../http/register.ts'
import { admissionLimits, createAdmission } from './admission.ts'
import { readArray, readLines } from './read-rows.ts'
import type { Ingest } from './service.ts'
import { takeTurns } from './take-turns.ts'

/** 16 MB. */
const bodyLimit = 16 * 1024 * 1024
const asText = { parseAs: 'string' } as const
const lineTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl']

const readEither = (text: string) => (text.trimStart().startsWith('[') ? readArray(text) : readLines(text))
const reader = (read: (text: string) => unknown[]) => async (_request: FastifyRequest, text: string) =>
  read(text)

export function ingestRoutes(
  app: FastifyInstance,
  gate: Gate,
  ingest: Ingest,
  context: Pick<ServerContext, 'db' | 'now' | 'randomBytes'>,
  limits = admissionLimits,
): void {
  /** Batches are stored one by one; the entry comes before the answer, so what has none is sent again. No rows, no entry. */
  async function noted(kind: string, { keyId }: KeyHolder, taking: Promise<IngestResult>) {
    const result = await taking
    const { accepted, duplicates, rejected } = result
    const counts = { accepted, duplicates, rejected: rejected.length }
    if (accepted + duplicates + rejected.length > 0)
      await retryTransient(() => recordIngest(context.db, context, { keyId, kind, counts }))
    return result
  }

  app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.bodyLimit = bodyLimit
    })
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/json', asText, reader(readArray))
    scope.addContentTypeParser(lineTypes, asText, reader(readLines))
    scope.addContentTypeParser('text/plain', asText, reader(readEither))
    scope.addContentTypeParser('*', async () => {
      throw new AppError('unsupported_type', {
        message:
          'Content-Type: send application/json (an array) or application/x-ndjson (one object on each line)',
      })
    })
    // A stranger's megabytes are refused before they are read.
    scope.addHook('onRequest', async (request) => {
      await gate.requireKey(request, 'ingest')
    })
    const turns = takeTurns(
      scope,
      createAdmission(limits, () => performance.now()),
      bodyLimit,
    )
    register(scope, gate, ingestOrders, ({ body, key, request }) =>
      turns.storing(request, () => noted('orders', key, ingest.orders(body))),
    )
    register(scope, gate, ingestEvents, ({ body, key, request }) =>
      turns.storing(request, () => noted('events', key, ingest.events(body))),
    )
    register(scope, gate, ingestCustomers, ({ body, key, request }) =>
      turns.storing(request, () => noted('customers', key, ingest.customers(body))),
    )
    register(scope, gate, ingestProducts, ({ body, key, request }) =>
      turns.storing(request, () => noted('products', key, ingest.products(body))),
    )
  })
}
