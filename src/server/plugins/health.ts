import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Database } from '../db/connect.ts'
import { isOutOfRoom } from '../db/storage.ts'
import { AppError } from '../http/app-error.ts'

/** /healthz: the process answers. /readyz: the database answers and takes writes, and the process is not about to stop. */
export function serveHealth(app: FastifyInstance, db: Database): void {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    // No failure, so no line in the log each time a balancer asks.
    if (app.draining.isOn())
      return reply.code(503).send({ code: 'unavailable', message: 'this process is stopping' })
    try {
      await sql`select 1`.execute(db)
    } catch (cause) {
      throw new AppError('unavailable', { message: 'database does not answer', cause })
    }
    if (await isOutOfRoom(db)) throw new AppError('unavailable', { message: 'database has no room to write' })
    return { status: 'ok' }
  })
}
