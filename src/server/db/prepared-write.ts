import type { CompiledQuery } from 'kysely'
import type { Database } from './connect.ts'
import { compiledOnce } from './prepared.ts'

type Compilable<Row> = { compile: () => CompiledQuery<Row> }

/** More rows than this go in several statements. */
const mostRows = 16

/**
 * Writes with a statement that is compiled once: building one takes longer than running it on SQLite. Answers what it
 * returns.
 */
export function preparedWrite<Parameters extends object, Row>(
  build: (db: Database, parameters: Parameters) => Compilable<Row>,
): (db: Database, parameters: Parameters) => Promise<Row[]> {
  const compiled = compiledOnce(build)
  return async (db, given) => (await db.executeQuery<Row>(compiled(db, given))).rows
}

/** The same for a few rows of these columns in one statement, compiled once for each number of rows. */
export function preparedRows<R extends object, Row>(
  columns: readonly (keyof R & string)[],
  build: (db: Database, rows: R[]) => Compilable<Row>,
): (db: Database, rows: readonly R[]) => Promise<Row[]> {
  type Values = Record<string, unknown>
  const byCount = new Map<number, (db: Database, values: Values) => Promise<Row[]>>()

  function writeOf(count: number) {
    const known = byCount.get(count)
    if (known) return known
    const made = preparedWrite<Values, Row>((db, places) => {
      const rowAt = (place: number) => columns.map((column) => [column, places[`${column} ${place}`]])
      return build(
        db,
        Array.from({ length: count }, (_, place) => Object.fromEntries(rowAt(place)) as R),
      )
    })
    byCount.set(count, made)
    return made
  }

  return async (db, rows) => {
    const returned: Row[] = []
    for (let from = 0; from < rows.length; from += mostRows) {
      const part = rows.slice(from, from + mostRows)
      const values: Values = {}
      for (const [place, row] of part.entries())
        for (const column of columns) values[`${column} ${place}`] = row[column]
      returned.push(...(await writeOf(part.length)(db, values)))
    }
    return returned
  }
}
