import { type Migration, Migrator } from 'kysely'
import type { Database } from './connect.ts'
import * as start from './migrations/0001-start.ts'

/** In order; a released migration never changes. */
const migrations: Record<string, Migration> = { '0001-start': start }

/** Brings the schema up to date and answers the names of the migrations that ran. Safe when several processes start at once. */
export async function migrate(db: Database): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName)
}
