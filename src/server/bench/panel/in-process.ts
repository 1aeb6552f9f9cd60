import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { buildApp } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { connect, type Database } from '../../db/connect.ts'
import type { StatementLog } from '../../db/reader.ts'
import { benchEnvironment } from './environment.ts'

export interface InProcess {
  app: FastifyInstance
  db: Database
  close: () => Promise<void>
}

/** The measured app inside this process, so that its statements can be watched. */
export async function openInProcess(databaseUrl: string, dir: string, log: StatementLog): Promise<InProcess> {
  const environment = { ...benchEnvironment(databaseUrl, 0), PORT: '1', LOG_LEVEL: 'silent' }
  const config = readConfig(environment, () => '')
  const db = await connect(databaseUrl, { log })
  const app = await buildApp({
    config,
    db,
    now: Date.now,
    randomBytes: (count) => randomBytes(count),
    appDir: dir,
  })
  await app.ready()
  return {
    app,
    db,
    async close() {
      await app.close()
      await db.destroy()
    },
  }
}

/** Signs members in by the app's own sessions and answers the cookie headers of each: `count` of them. */
export async function signIn(
  { app }: InProcess,
  userIds: readonly string[],
  count: number,
): Promise<Map<string, string[]>> {
  const door = Fastify()
  await door.register(cookie, { secret: app.context.config.sessionSecret })
  door.get<{ Params: { userId: string } }>('/:userId', async (request, reply) => {
    await app.services.sessions.start(request, reply, request.params.userId)
    return reply.send()
  })
  const cookies = new Map<string, string[]>()
  for (const userId of userIds) {
    const own: string[] = []
    for (let made = 0; made < count; made += 1) {
      const { headers } = await door.inject(`/${userId}`)
      own.push(String(headers['set-cookie']).split(';')[0] ?? '')
    }
    cookies.set(userId, own)
  }
  await door.close()
  return cookies
}
