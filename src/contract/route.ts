import type { z } from 'zod'
import type { RouteName } from './paths.ts'

/** What a member may be. `advisor` chats; `lead` answers for advisors; `operator` steers; `auditor` reads the trail; `admin` sets up. */
export const roles = ['advisor', 'lead', 'operator', 'auditor', 'admin'] as const
export type Role = (typeof roles)[number]

/** Those who chat with customers of their own. Whom of them they reach is asked for each customer. */
export const chattingRoles = ['advisor', 'lead', 'operator', 'admin'] as const satisfies readonly Role[]

interface RouteParts {
  name: RouteName
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  response: z.ZodType
}

interface MemberRoute extends RouteParts {
  /** Needs a session of a member in one of the roles. */
  access: 'member'
  roles: readonly Role[]
  /** The write costs money: an `Idempotency-Key` is honoured for 24 hours. */
  isIdempotent?: true
}

interface OtherRoute extends RouteParts {
  /** `public` needs nothing; a scope needs a shop key that has it. */
  access: 'public' | { scope: 'ingest' | 'redeem' }
  roles?: never
  isIdempotent?: never
}

/** A route as a value: the server registers it, the OpenAPI document and the client's types are derived from it. */
export type Route = MemberRoute | OtherRoute

export function defineRoute<const R extends Route>(route: R): R {
  return route
}
