import { CompiledQuery } from 'kysely'
import type { Database } from './connect.ts'

/** Rows in one statement, most first: any number of rows needs three texts only, each compiled and prepared once. */
const sizesOfMany = [64, 8, 1]
/** For a handful of rows, which are one statement then. */
export const sizesOfFew: readonly number[] = Array.from({ length: 16 }, (_, place) => 16 - place)

/** What the database changed, and what the statement returns of it. */
export interface ChangedRows<O> {
  changed: number
  rows: O[]
}

/**
 * A statement over any number of rows of the same columns, at a small part of the cost of building it each time. `build` makes it from
 * rows that hold exactly these columns, whose values become its parameters in the same order and nothing else.
 */
export function rowsStatement<R extends object, O = never>(
  columns: readonly (keyof R & string)[],
  build: (db: Database, rows: R[]) => CompiledQuery,
  sizes: readonly number[] = sizesOfMany,
): (db: Database, rows: readonly R[]) => Promise<ChangedRows<O>> {
  const textsByEngine = new WeakMap<object, Map<number, string>>()

  function textFor(db: Database, size: number): string {
    const engine = db.getExecutor().adapter
    const texts = textsByEngine.get(engine) ?? new Map<number, string>()
    textsByEngine.set(engine, texts)
    const known = texts.get(size)
    if (known !== undefined) return known
    const sample = Object.fromEntries(columns.map((column) => [column, column])) as R
    const samples = Array.from({ length: size }, () => sample)
    const { sql, parameters } = build(db, samples)
    const isPlain = parameters.every((name, place) => name === columns[place % columns.length])
    if (!isPlain || parameters.length !== size * columns.length)
      throw new Error(`a statement over rows has other parameters than ${columns.join(', ')}`)
    texts.set(size, sql)
    return sql
  }

  return async (db, rows) => {
    const all: ChangedRows<O> = { changed: 0, rows: [] }
    for (let place = 0; place < rows.length;) {
      const size = sizes.find((candidate) => candidate <= rows.length - place) ?? 1
      const parameters: unknown[] = []
      for (const row of rows.slice(place, place + size))
        for (const column of columns) parameters.push(row[column])
      const query = CompiledQuery.raw(textFor(db, size), parameters) as CompiledQuery<O>
      const { numAffectedRows, rows: returned } = await db.executeQuery(query)
      all.changed += numAffectedRows === undefined ? returned.length : Number(numAffectedRows)
      for (const row of returned) all.rows.push(row)
      place += size
    }
    return all
  }
}
