import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { methodAndPath } from '../../contract/paths.ts'
import type { Role, Route } from '../../contract/route.ts'
import { AppError } from './app-error.ts'
import { pageBodyBytes } from './limits/json-body.ts'
import { keepNothing, type Settle } from './settle.ts'

/** The signed-in member of a request. */
export interface Actor {
  userId: string
  name: string
  role: Role
  sessionId: string
}

/** The shop key of a request. */
export interface KeyHolder {
  keyId: string
  name: string
}

type Parsed<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise

export interface Input<R extends Route> {
  params: Parsed<R['params'], undefined>
  query: Parsed<R['query'], undefined>
  body: Parsed<R['body'], undefined>
  actor: R['access'] extends 'member' ? Actor : undefined
  key: R['access'] extends { scope: string } ? KeyHolder : undefined
  /** Of routes with a key. Without one in the request it keeps nothing. */
  settle: R['isIdempotent'] extends true ? Settle<z.input<R['response']>> : undefined
  request: FastifyRequest
  reply: FastifyReply
}

export type Handler<R extends Route> = (input: Input<R>) => Promise<z.input<R['response']>>

/** The member whose data the asking page shows, as the page itself says. */
const pageOwnerHeader = 'x-zhike-member'

/** What `register` needs of the app around it. */
export interface Gate {
  requireActor: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor>
  requireKey: (request: FastifyRequest, scope: string) => Promise<KeyHolder>
  /** Runs a money write at most once per key; later calls with the same body get the first answer. */
  once: (
    request: FastifyRequest,
    actor: Actor,
    run: (settle: Settle<unknown>) => Promise<unknown>,
  ) => Promise<unknown>
  /** Answers are checked against the contract in tests and development. */
  checksResponses: boolean
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => ({
    field: [where, ...issue.path].join('.'),
    problem: issue.message,
  }))
  const first = fields[0]
  throw new AppError('invalid_input', {
    message: `${first?.field ?? where}: ${first?.problem ?? 'invalid'}`,
    details: { fields },
  })
}

/** Who asks: the one place where the rights of a route are held. Nothing of the request is read before. */
async function admit(
  gate: Gate,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ actor?: Actor; key?: KeyHolder }> {
  if (route.access === 'public') return {}
  if (route.access !== 'member') return { key: await gate.requireKey(request, route.access.scope) }
  const actor = await gate.requireActor(request, reply)
  // A page that is still open from another member's session must not act in this one.
  const pageOf = request.headers[pageOwnerHeader]
  if (pageOf !== undefined && pageOf !== actor.userId) throw new AppError('unauthenticated')
  if (!route.roles.includes(actor.role)) throw new AppError('forbidden')
  return { actor }
}

/** Registers one contract route: rights first, then validation, then the handler. */
export function register<R extends Route>(
  app: FastifyInstance,
  gate: Gate,
  route: R,
  handler: Handler<R>,
): void {
  const { method, path } = methodAndPath(route.name)
  app.route({
    method,
    url: path,
    config: { contractRoute: route.name },
    // Shop systems send more at once; their routes keep the limit of the app or of their own reader.
    ...(typeof route.access === 'string' && { bodyLimit: pageBodyBytes }),
    handler: async (request, reply) => {
      const { actor, key } = await admit(gate, route, request, reply)
      const input = {
        params: parse(route.params, request.params, 'params'),
        query: parse(route.query, request.query, 'query'),
        body: parse(route.body, request.body, 'body'),
        actor,
        key,
        request,
        reply,
      }
      const run = (settle: Settle<unknown>) => handler({ ...input, settle } as Input<R>)
      const answer =
        route.isIdempotent && actor ? await gate.once(request, actor, run) : await run(keepNothing)
      return gate.checksResponses ? route.response.parse(answer) : answer
    },
  })
}
