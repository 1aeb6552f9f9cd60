import type { CompiledQuery } from 'kysely'
import type { Database } from './connect.ts'
import { padded } from './padded.ts'
import { readerOf } from './reader.ts'

/** Stands in a query where a parameter goes. */
class Place {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** Stands for one value of a list. */
class ListPlace {
  readonly place: number

  constructor(place: number) {
    this.place = place
  }
}

const places = new Proxy({}, { get: (_target, name) => new Place(String(name)) })

type Build<Parameters, Row> = (db: Database, parameters: Parameters) => { compile: () => CompiledQuery<Row> }

/** A query that is built and compiled at its first call and from then on only given its parameters. */
export function compiledOnce<Parameters extends object, Row>(
  build: Build<Parameters, Row>,
): (db: Database, parameters: Parameters) => CompiledQuery<Row> {
  const compiled = new WeakMap<object, CompiledQuery<Row>>()
  return (db, given) => {
    const { adapter } = db.getExecutor()
    let query = compiled.get(adapter)
    if (!query) compiled.set(adapter, (query = build(db, places as Parameters).compile()))
    const values = given as Record<string, unknown>
    const parameters = query.parameters.map((value) => (value instanceof Place ? values[value.name] : value))
    return { ...query, parameters }
  }
}

async function read<Row>(db: Database, query: CompiledQuery<Row>): Promise<Row[]> {
  const rows = readerOf(db)?.rows(query.sql, query.parameters)
  return (rows as Row[] | null | undefined) ?? (await db.executeQuery<Row>(query)).rows
}

/**
 * Reads with a query that is compiled once: for what every panel asks. Its text must not depend on the parameters, so lists
 * have no place in it.
 */
export function prepared<Parameters extends object, Row>(
  build: Build<Parameters, Row>,
): (db: Database, parameters: Parameters) => Promise<Row[]> {
  const compiled = compiledOnce(build)
  return async (db, given) => read(db, compiled(db, given))
}

/** The same for a query whose only changing parameters are the values of one `in` list; of no values it finds nothing. */
export function preparedList<Row>(
  build: (db: Database, values: readonly string[]) => { compile: () => CompiledQuery<Row> },
): (db: Database, values: readonly string[]) => Promise<Row[]> {
  const compiled = new WeakMap<object, Map<number, CompiledQuery<Row>>>()

  function queryFor(db: Database, size: number): CompiledQuery<Row> {
    const { adapter } = db.getExecutor()
    const bySize = compiled.get(adapter) ?? new Map<number, CompiledQuery<Row>>()
    compiled.set(adapter, bySize)
    let query = bySize.get(size)
    if (!query) {
      const list = Array.from({ length: size }, (_value, place) => new ListPlace(place))
      bySize.set(size, (query = build(db, list as unknown as string[]).compile()))
    }
    return query
  }

  return async (db, given) => {
    if (given.length === 0) return []
    const values = padded(given)
    const query = queryFor(db, values.length)
    const parameters = query.parameters.map((value) =>
      value instanceof ListPlace ? values[value.place] : value,
    )
    return read(db, { ...query, parameters })
  }
}
