import {
  CamelCasePlugin,
  type Dialect,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  PostgresQueryCompiler,
  type QueryCompiler,
  type QueryResult,
  type RootOperationNode,
  SqliteQueryCompiler,
  type UnknownRow,
} from 'kysely'

/**
 * camelCase in the code, snake_case in the database. The compilers write the names, so that no tree is walked twice, and
 * the rows of an answer, which all have the same columns, are renamed by one list.
 */
export class ColumnNames extends CamelCasePlugin {
  readonly #inCode = new Map<string, string>()

  inDatabase(name: string): string {
    return this.snakeCase(name)
  }

  override transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    return node
  }

  override async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const { rows } = result
    const [first] = rows
    if (first === undefined) return result
    const columns = Object.keys(first)
    const names = columns.map((column) => this.inCode(column))
    if (names.every((name, place) => name === columns[place])) return result
    return { ...result, rows: rows.map((row) => renamed(row, columns, names)) }
  }

  /** The name of a column in the code. */
  inCode(column: string): string {
    const known = this.#inCode.get(column)
    if (known !== undefined) return known
    const name = this.camelCase(column)
    this.#inCode.set(column, name)
    return name
  }
}

function renamed(row: UnknownRow, columns: readonly string[], names: readonly string[]): UnknownRow {
  const result: UnknownRow = {}
  for (let place = 0; place < columns.length; place += 1)
    result[names[place] as string] = row[columns[place] as string]
  return result
}

export const columnNames = new ColumnNames()

class SqliteNames extends SqliteQueryCompiler {
  protected override sanitizeIdentifier(identifier: string): string {
    return super.sanitizeIdentifier(columnNames.inDatabase(identifier))
  }
}

class PostgresNames extends PostgresQueryCompiler {
  protected override sanitizeIdentifier(identifier: string): string {
    return super.sanitizeIdentifier(columnNames.inDatabase(identifier))
  }
}

/** The dialect with its compiler writing the database's names, and the plugin that reads them. */
export function withColumnNames(dialect: Dialect, engine: 'sqlite' | 'postgres') {
  const createQueryCompiler = (): QueryCompiler =>
    engine === 'sqlite' ? new SqliteNames() : new PostgresNames()
  const named: Dialect = {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler,
  }
  return { dialect: named, plugins: [columnNames] }
}
