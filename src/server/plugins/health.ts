import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'

/** /healthz: the process answers. /readyz: the database answers too. */
export function serveHealth(app: FastifyInstance, db: Database): void {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async () => {
    try {
      await sql`select 1`.execute(db)
    } catch (cause) {
      throw new AppError('unavailable', { message: 'database does not answer', cause })
    }
    return { status: 'ok' }
  })
}
