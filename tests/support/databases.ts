import { inject } from 'vitest'
import pg from 'pg'
import { connect, type Database } from '../../src/server/db/connect.ts'
import { migrate } from '../../src/server/db/migrate.ts'
import { templateName } from './postgres-cluster.ts'

export interface TestDatabase {
  db: Database
  url: string
  destroy: () => Promise<void>
}

let made = 0

async function sqlite(): Promise<TestDatabase> {
  const db = await connect('file::memory:')
  await migrate(db)
  return { db, url: 'file::memory:', destroy: () => db.destroy() }
}

/** A database of its own inside the run's PostgreSQL: empty, or a copy of `template`. */
export async function emptyPostgres(
  template = 'template1',
): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = inject('postgresUrl')
  made += 1
  const name = `zhike_${process.pid}_${made}_${Math.floor(performance.now() * 1000)}`
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: `${server}/postgres` })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await run(`create database ${name} template ${template}`)
  return { url: `${server}/${name}`, drop: () => run(`drop database ${name} with (force)`) }
}

async function postgres(): Promise<TestDatabase> {
  const { url, drop } = await emptyPostgres(templateName)
  const db = await connect(url)
  return {
    db,
    url,
    async destroy() {
      await db.destroy()
      await drop()
    },
  }
}

/** Both engines: `describe.each(engines)('$name', ({ open }) => …)`. */
export const engines = [
  { name: 'SQLite', open: sqlite },
  { name: 'PostgreSQL', open: postgres },
]
