import type { CompiledQuery } from 'kysely'
import type { Database } from './connect.ts'
import { padded } from './padded.ts'

/** Stands in a query where a parameter goes. */
class Place {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

const places = new Proxy({}, { get: (_target, name) => new Place(String(name)) })

/**
 * A query that is built and compiled at its first call and from then on only given its parameters: for what every panel
 * asks. Its text must not depend on the parameters, so lists have no place in it.
 */
export function prepared<Parameters extends object, Row>(
  build: (db: Database, parameters: Parameters) => { compile: () => CompiledQuery<Row> },
): (db: Database, parameters: Parameters) => Promise<Row[]> {
  const compiled = new WeakMap<object, CompiledQuery<Row>>()
  return async (db, given) => {
    const { adapter } = db.getExecutor()
    let query = compiled.get(adapter)
    if (!query) compiled.set(adapter, (query = build(db, places as Parameters).compile()))
    const values = given as Record<string, unknown>
    const parameters = query.parameters.map((value) => (value instanceof Place ? values[value.name] : value))
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}

/** The same for a query whose only parameters are the values of one `in` list; of no values it finds nothing. */
export function preparedList<Row>(
  build: (db: Database, values: readonly string[]) => { compile: () => CompiledQuery<Row> },
): (db: Database, values: readonly string[]) => Promise<Row[]> {
  const bySize = new Map<number, (db: Database, parameters: Record<string, string>) => Promise<Row[]>>()
  return async (db, given) => {
    if (given.length === 0) return []
    const values = padded(given)
    const names = values.map((_value, place) => String(place))
    let query = bySize.get(values.length)
    if (!query) {
      query = prepared((reader, places: Record<string, string>) =>
        build(
          reader,
          names.map((name) => places[name] ?? ''),
        ),
      )
      bySize.set(values.length, query)
    }
    return query(db, Object.fromEntries(values.map((value, place) => [String(place), value])))
  }
}
