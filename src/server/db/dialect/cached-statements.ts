import type { SqliteDatabase } from 'kysely'

type Statement = ReturnType<SqliteDatabase['prepare']>

/** What is needed of the handle. */
interface Handle {
  close: () => void
  prepare: (sql: string) => unknown
  pragma: (text: string) => unknown
  readonly inTransaction: boolean
}

/** Texts with lists of many lengths must not push out, nor keep out, those of every request. */
const mostStatements = 1000

/** The beginnings and the ends of a transaction that does not wait for the disk; `beginNow` waits for no lock either. */
export const behind = {
  begin: 'begin behind',
  beginNow: 'begin now behind',
  commit: 'commit behind',
  rollback: 'rollback behind',
} as const

/**
 * Statements are prepared once and reused; of too many the one made first goes. A transaction takes the write lock at its
 * beginning, so that two processes on one file wait for each other instead of failing in the middle.
 */
export function cachedStatements(database: Handle): SqliteDatabase {
  const statements = new Map<string, Statement>()

  function keep(text: string, statement: Statement): Statement {
    statements.set(text, statement)
    const [oldest] = statements.size > mostStatements ? statements.keys() : []
    if (oldest !== undefined) statements.delete(oldest)
    return statement
  }

  function prepared(sql: string): Statement {
    const text = sql === 'begin' ? 'begin immediate' : sql
    return statements.get(text) ?? keep(text, database.prepare(text) as Statement)
  }

  const wait = (isWaiting: boolean) => database.pragma(`synchronous = ${isWaiting ? 'full' : 'normal'}`)

  /** Around one transaction alone: where its beginning has to wait, others may commit meanwhile. */
  function unwaited(sql: string): Statement {
    const statement = prepared(sql.slice(0, sql.indexOf(' ')))
    const isBegin = sql === behind.begin || sql === behind.beginNow
    return {
      reader: false,
      all: (parameters) => statement.all(parameters),
      iterate: (parameters) => statement.iterate(parameters),
      run(parameters) {
        if (isBegin) wait(false)
        try {
          return statement.run(parameters)
        } finally {
          if (!database.inTransaction) wait(true)
        }
      },
    }
  }

  return {
    close: () => database.close(),
    prepare: (sql) => (sql.endsWith(' behind') ? unwaited(sql) : prepared(sql)),
  }
}
