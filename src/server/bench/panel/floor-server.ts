import { readFile } from 'node:fs/promises'
import Fastify from 'fastify'
import { openSqlite } from '../../db/connect.ts'
import type { Recording } from './recording.ts'

/**
 * The least that a server can do for a panel: a bare route that reads exactly what the panel reads, with raw prepared
 * statements, and answers as much.
 */
export async function serveFloor(recordingFile: string, databaseUrl: string, port: number): Promise<void> {
  const { statements, requests } = JSON.parse(await readFile(recordingFile, 'utf8')) as Recording
  const database = await openSqlite(databaseUrl)
  const prepared = statements.map((text) => database.prepare(text))
  const known = new Map(
    requests.map(({ path, reads, answer }) => [path, { reads, answer: JSON.parse(answer) }]),
  )
  const app = Fastify()
  let rows = 0
  app.get('/healthz', async () => ({ status: 'ok', rows }))
  app.get('/api/v1/customers/:externalUserId/panel', async (request, reply) => {
    const entry = known.get(request.url)
    if (!entry) return reply.status(404).send()
    for (const [place, parameters] of entry.reads) rows += prepared[place]?.all(parameters).length ?? 0
    return entry.answer
  })
  process.once('SIGTERM', () => void app.close())
  app.addHook('onClose', async () => {
    database.close()
  })
  await app.listen({ port, host: '127.0.0.1' })
}
