import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { isUniqueViolation } from '../db/connect.ts'
import { createAnswerSeal } from './answer-seal.ts'
import { AppError } from './app-error.ts'
import type { Gate } from './register.ts'

const keptMs = 24 * 3_600_000
/** A run without an answer for this long died with its process; the key may be used again. */
const abandonedMs = 30_000
const pollMs = 50

function keyOf(request: FastifyRequest): string | null {
  const header = request.headers['idempotency-key']
  if (header === undefined) return null
  if (typeof header !== 'string' || !/^[\w.:-]{1,128}$/.test(header)) {
    throw new AppError('invalid_input', {
      message: 'Idempotency-Key: must be 1 to 128 letters, digits, dots, colons, dashes or underscores',
    })
  }
  return header
}

type OnceContext = Pick<ServerContext, 'db' | 'now' | 'randomBytes'> & { config: { sessionSecret: string } }

/** One key per tap, kept over retries: scope session + route, 24 hours; another body under the same key is refused. */
export function createOnce(context: OnceContext): Gate['once'] {
  const { db, now } = context
  const { seal, open } = createAnswerSeal(context)

  return async (request, actor, run) => {
    const key = keyOf(request)
    if (key === null) return run()
    const scope = `${actor.sessionId} ${request.routeOptions.url ?? ''}`
    const body = JSON.stringify([request.url, request.body ?? null])
    const bodyHash = createHash('sha256').update(body).digest('hex')
    const row = () =>
      db.selectFrom('idempotency').selectAll().where('scope', '=', scope).where('key', '=', key)
    const answerOf = (sealed: string) => {
      const text = open(sealed)
      // Done already, and what it answered cannot be told again: never done twice.
      if (text === null) throw new AppError('key_reused')
      return JSON.parse(text) as unknown
    }
    const forget = (olderThan: number) =>
      db
        .deleteFrom('idempotency')
        .where('scope', '=', scope)
        .where('key', '=', key)
        .where('responseJson', 'is', null)
        .where('createdAt', '<=', olderThan)
        .execute()

    for (;;) {
      await db
        .deleteFrom('idempotency')
        .where('createdAt', '<', now() - keptMs)
        .execute()
      const startedAt = now()
      try {
        await db
          .insertInto('idempotency')
          .values({ scope, key, bodyHash, responseJson: null, createdAt: startedAt })
          .execute()
      } catch (error) {
        if (!isUniqueViolation(error)) throw error
        const first = await row().executeTakeFirst()
        if (!first) continue
        if (first.bodyHash !== bodyHash) throw new AppError('key_reused')
        if (first.responseJson !== null) return answerOf(first.responseJson)
        await forget(now() - abandonedMs)
        await new Promise((resolve) => setTimeout(resolve, pollMs))
        continue
      }
      try {
        const answer = await run()
        await db
          .updateTable('idempotency')
          .set({ responseJson: seal(JSON.stringify(answer)) })
          .where('scope', '=', scope)
          .where('key', '=', key)
          .execute()
        return answer
      } catch (error) {
        await forget(startedAt)
        throw error
      }
    }
  }
}

/** Drops what is past its 24 hours, of all sessions; a running write only looks at its own key. */
export async function sweepKeys({ db }: Pick<ServerContext, 'db'>, asOf: number): Promise<void> {
  await db
    .deleteFrom('idempotency')
    .where('createdAt', '<', asOf - keptMs)
    .execute()
}
