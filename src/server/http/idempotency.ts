import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { afterCommit } from '../db/after-commit.ts'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import { preparedWrite } from '../db/prepared-write.ts'
import { createAnswerSeal } from './answer-seal.ts'
import { AppError } from './app-error.ts'
import type { Gate } from './register.ts'
import { keepNothing, type Settle } from './settle.ts'

const keptMs = 24 * 3_600_000
/** A run without an answer for this long died with its process; the key may be used again. */
const abandonedMs = 30_000
const pollMs = 50

/** A key, and the run that holds it: each begins at an instant of its own. */
interface Claim {
  scope: string
  key: string
  createdAt: number
}

/** Another run took this one for dead and holds its key now: what this one wrote must not stay. */
class ClaimLost extends Error {}

const insertClaim = preparedWrite((db, { scope, key, createdAt, bodyHash }: Claim & { bodyHash: string }) =>
  db
    .insertInto('idempotency')
    .values({ scope, key, bodyHash, createdAt })
    .onConflict((conflict) => conflict.columns(['scope', 'key']).doNothing())
    .returning('key'),
)

const findRun = prepared((db, { scope, key }: Omit<Claim, 'createdAt'>) =>
  db.selectFrom('idempotency').selectAll().where('scope', '=', scope).where('key', '=', key),
)

const storeAnswer = preparedWrite(
  (db, { responseJson, scope, key, createdAt }: Claim & { responseJson: string }) =>
    db
      .updateTable('idempotency')
      .set({ responseJson })
      .where('scope', '=', scope)
      .where('key', '=', key)
      .where('createdAt', '=', createdAt)
      .where('responseJson', 'is', null)
      .returning('key'),
)

async function forget(db: Database, { scope, key, createdAt }: Claim): Promise<void> {
  await db
    .deleteFrom('idempotency')
    .where('scope', '=', scope)
    .where('key', '=', key)
    .where('createdAt', '=', createdAt)
    .where('responseJson', 'is', null)
    .execute()
}

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

  function answerOf(sealed: string): unknown {
    const text = open(sealed)
    // Done already, and what it answered cannot be told again: never done twice.
    if (text === null) throw new AppError('key_reused')
    return JSON.parse(text) as unknown
  }

  /** Runs what holds the key. Its answer is stored by itself where the run did not settle it with what it wrote. */
  async function runHeld(claim: Claim, run: (settle: Settle<unknown>) => Promise<unknown>): Promise<unknown> {
    let isSettled = false
    try {
      const answer = await run(async (trx, given) => {
        const responseJson = seal(JSON.stringify(given))
        if ((await storeAnswer(trx, { ...claim, responseJson })).length === 0) throw new ClaimLost()
        afterCommit(trx, () => (isSettled = true))
        return given
      })
      if (!isSettled) await storeAnswer(db, { ...claim, responseJson: seal(JSON.stringify(answer)) })
      return answer
    } catch (error) {
      await forget(db, claim)
      throw error
    }
  }

  return async (request, actor, run) => {
    const key = keyOf(request)
    if (key === null) return run(keepNothing)
    const scope = `${actor.sessionId} ${request.routeOptions.url ?? ''}`
    const body = JSON.stringify([request.url, request.body ?? null])
    const bodyHash = createHash('sha256').update(body).digest('hex')

    for (;;) {
      const claim = { scope, key, createdAt: now() }
      if ((await insertClaim(db, { ...claim, bodyHash })).length > 0) {
        try {
          return await runHeld(claim, run)
        } catch (error) {
          if (error instanceof ClaimLost) continue
          throw error
        }
      }
      const [first] = await findRun(db, { scope, key })
      if (!first) continue
      if (first.createdAt < now() - keptMs) {
        await sweepKeys(context, now())
        continue
      }
      if (first.bodyHash !== bodyHash) throw new AppError('key_reused')
      if (first.responseJson !== null) return answerOf(first.responseJson)
      if (first.createdAt <= now() - abandonedMs) await forget(db, first)
      else await new Promise((resolve) => setTimeout(resolve, pollMs))
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
