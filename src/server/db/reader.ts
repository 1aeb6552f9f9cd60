import { isLocked } from './database-fault.ts'
import type { ColumnNames } from './dialect/column-names.ts'

/** Told of every statement after it ran. */
export type StatementLog = (sql: string, parameters: readonly unknown[]) => void

type Row = Record<string, unknown>

interface Statement {
  raw: () => Statement
  columns: () => { name: string }[]
  all: (parameters: readonly unknown[]) => unknown[]
}

/** What is needed of the handle. */
interface Handle {
  prepare: (sql: string) => unknown
  pragma: (text: string, options?: { simple: boolean }) => unknown
  close: () => void
}

interface Known {
  statement: Statement
  /** As the code names them, in the statement's order. */
  names: string[]
  /** A row without values. One that is copied and filled is a plain object to the engine, however many columns it has. */
  blank: Row
}

/** Whether another process has changed the tables is asked this seldom; it does so once in a version. */
const schemaKeptMs = 1000

/**
 * Runs compiled reads on a SQLite file at once: beside the connection that writes, so that nobody waits for a transaction
 * under way, and without the steps between a query and an answer that a database elsewhere needs.
 */
export class Reader {
  readonly #database: Handle
  readonly #names: ColumnNames
  readonly #log: StatementLog | undefined
  readonly #statements = new Map<string, Known>()
  #schema: unknown = null
  #schemaReadAt = -Infinity

  /** `database` is opened for reading alone and waits for no lock. */
  constructor(database: Handle, names: ColumnNames, log?: StatementLog) {
    this.#database = database
    this.#names = names
    this.#log = log
  }

  /** Null where the file is locked, as at the end of another process: who has the time to wait asks the other connection. */
  rows(sql: string, parameters: readonly unknown[]): Row[] | null {
    try {
      const { statement, names, blank } = this.#known(sql)
      const values = statement.all(parameters) as unknown[][]
      this.#log?.(sql, parameters)
      return values.map((row) => filled(blank, names, row))
    } catch (error) {
      if (isLocked(error)) return null
      throw error
    }
  }

  close(): void {
    this.#database.close()
  }

  #known(sql: string): Known {
    this.#forgetOldSchema()
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = (this.#database.prepare(sql) as Statement).raw()
    const names = statement.columns().map(({ name }) => this.#names.inCode(name))
    const blank = JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, null])))) as Row
    const made = { statement, names, blank }
    this.#statements.set(sql, made)
    return made
  }

  #forgetOldSchema(): void {
    const now = performance.now()
    if (now - this.#schemaReadAt < schemaKeptMs) return
    this.#schemaReadAt = now
    const schema = this.#database.pragma('schema_version', { simple: true })
    if (schema !== this.#schema) this.#statements.clear()
    this.#schema = schema
  }
}

function filled(blank: Row, names: readonly string[], values: readonly unknown[]): Row {
  const row = { ...blank }
  for (let place = 0; place < names.length; place += 1) row[names[place] as string] = values[place]
  return row
}

const readers = new WeakMap<object, Reader>()

/** Gives a database its reader; what was made of it, such as a transaction, has none. */
export function keepReader(db: object, reader: Reader): void {
  readers.set(db, reader)
}

export function readerOf(db: object): Reader | undefined {
  return readers.get(db)
}
