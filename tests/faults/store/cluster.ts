import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../support/free-port.ts'
import { loadEmbeddedPostgres } from '../../support/postgres-cluster.ts'

export interface Cluster {
  port: number
  /** `postgres://user:password@`, to which host, port and name are added. */
  credentials: string
  createDatabase: (name: string) => Promise<void>
  /** What `pg_ctl stop -m immediate` does: nothing is finished, the next start recovers. */
  crash: () => Promise<void>
  start: () => Promise<void>
  remove: () => Promise<void>
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A real PostgreSQL of its own, which a test may stop under the feet of everybody. */
export async function startCluster(): Promise<Cluster> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zhike-faults-'))
  await chmod(folder, 0o755)
  const databaseDir = path.join(folder, 'data')
  const port = await freePort()
  const password = 'only-for-tests'
  const EmbeddedPostgres = await loadEmbeddedPostgres()
  const cluster = new EmbeddedPostgres({
    databaseDir,
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
  return {
    port,
    credentials: `postgres://postgres:${password}@`,
    createDatabase: (name) => cluster.createDatabase(name),
    async crash() {
      const pid = Number.parseInt(await readFile(path.join(databaseDir, 'postmaster.pid'), 'utf8'), 10)
      process.kill(pid, 'SIGQUIT')
      while (isAlive(pid)) await pause(20)
    },
    start: () => cluster.start(),
    async remove() {
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
