import { sql } from 'kysely'
import type { Database } from '../../../src/server/db/connect.ts'

/** Where these texts stand in any text column of any table: `table.column`. */
export async function placesOf(db: Database, texts: readonly string[]): Promise<string[]> {
  const raw = db.withoutPlugins()
  const places: string[] = []
  for (const { name: table, columns } of await raw.introspection.getTables())
    for (const { name: column, dataType } of columns) {
      if (!/text|char/i.test(dataType)) continue
      for (const text of texts) {
        const { rows } = await sql`
          select 1 from ${sql.table(table)} where ${sql.ref(column)} like ${`%${text}%`} limit 1`.execute(raw)
        if (rows.length > 0) places.push(`${table}.${column}: ${text}`)
      }
    }
  return places
}

/** Tables with a column of this name, in the names of the schema's types. */
export async function tablesWith(db: Database, column: string): Promise<string[]> {
  const tables = await db.withoutPlugins().introspection.getTables()
  return tables
    .filter(({ columns }) => columns.some(({ name }) => name === column))
    .map(({ name }) => name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()))
    .sort()
}
