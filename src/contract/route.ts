import type { z } from 'zod'
import type { RouteName } from './paths.ts'

/**
 * A route as a value: the server registers it, the OpenAPI document and the client's types are derived from it.
 * `access`: `member` needs a session, `key` a shop key with `scope`, `public` neither.
 */
export interface Route {
  name: RouteName
  summary: string
  access: 'member' | 'public' | { scope: 'ingest' | 'redeem' }
  /** The write costs money: an `Idempotency-Key` is honoured (product.md 5). */
  isIdempotent?: true
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  response: z.ZodType
}

export function defineRoute<const R extends Route>(route: R): R {
  return route
}
