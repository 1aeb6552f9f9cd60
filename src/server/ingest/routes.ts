import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ingestCustomers, ingestEvents, ingestOrders, ingestProducts } from '../../contract/ingest.ts'
import { AppError } from '../http/app-error.ts'
import { type Gate, register } from '../http/register.ts'
import { readArray, readLines } from './read-rows.ts'
import type { Ingest } from './service.ts'

/** 16 MB (product.md 5). */
const bodyLimit = 16 * 1024 * 1024
const asText = { parseAs: 'string' } as const
const lineTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl']

const readEither = (text: string) => (text.trimStart().startsWith('[') ? readArray(text) : readLines(text))
const reader = (read: (text: string) => unknown[]) => async (_request: FastifyRequest, text: string) =>
  read(text)

export function ingestRoutes(app: FastifyInstance, gate: Gate, ingest: Ingest): void {
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
    register(scope, gate, ingestOrders, ({ body }) => ingest.orders(body))
    register(scope, gate, ingestEvents, ({ body }) => ingest.events(body))
    register(scope, gate, ingestCustomers, ({ body }) => ingest.customers(body))
    register(scope, gate, ingestProducts, ({ body }) => ingest.products(body))
  })
}
