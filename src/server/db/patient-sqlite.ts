import { setTimeout as pause } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
} from 'kysely'
import { isLocked } from './database-fault.ts'
import { behind } from './dialect/cached-statements.ts'

/** How long a statement waits for a lock that another process holds. */
const patienceMs = 5000
/**
 * Between two tries, the first ones and the others. Most locks are held for a few milliseconds and taken again soon: who looks
 * seldom finds the same process there again and again, and a look costs a hundredth of a pause.
 */
const pauseMs = 1
const shortPauses = 200
const longPauseMs = 25

/** Whether this process is inside a transaction, where nothing may be run twice. */
type InTransaction = () => boolean

/**
 * Waits for the lock of another process without stopping this one: the driver's own waiting blocks the event loop, and with
 * it every request. Between two tries the connection is free, so that what only reads goes on.
 */
class PatientConnection implements DatabaseConnection {
  readonly #driver: Driver
  readonly #connection: DatabaseConnection
  readonly #inTransaction: InTransaction

  constructor(driver: Driver, connection: DatabaseConnection, inTransaction: InTransaction) {
    this.#driver = driver
    this.#connection = connection
    this.#inTransaction = inTransaction
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const startedAt = performance.now()
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#connection.executeQuery<R>(query)
      } catch (error) {
        if (!isLocked(error) || this.#inTransaction() || query.sql === behind.beginNow) throw error
        if (performance.now() - startedAt >= patienceMs) throw error
      }
      await this.#driver.releaseConnection(this.#connection)
      await pause(attempt < shortPauses ? pauseMs : longPauseMs)
      await this.#driver.acquireConnection()
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, chunkSize)
  }
}

/** The driver of the one SQLite connection, whose statements wait as above; `begin` is one of them. */
function patient(driver: Driver, inTransaction: InTransaction): Driver {
  let connection: PatientConnection | undefined
  const savepoints: Pick<Driver, 'savepoint' | 'rollbackToSavepoint' | 'releaseSavepoint'> = {
    savepoint: (...given) => driver.savepoint?.(...given) ?? Promise.resolve(),
    rollbackToSavepoint: (...given) => driver.rollbackToSavepoint?.(...given) ?? Promise.resolve(),
    releaseSavepoint: (...given) => driver.releaseSavepoint?.(...given) ?? Promise.resolve(),
  }
  return {
    init: () => driver.init(),
    async acquireConnection() {
      const acquired = await driver.acquireConnection()
      connection ??= new PatientConnection(driver, acquired, inTransaction)
      return connection
    },
    beginTransaction: (held, settings) => driver.beginTransaction(held, settings),
    commitTransaction: (held) => driver.commitTransaction(held),
    // A full disk ends the transaction by itself; what failed is told then, not that there is nothing to roll back.
    rollbackTransaction: async (held) => {
      if (inTransaction()) await driver.rollbackTransaction(held)
    },
    releaseConnection: (held) => driver.releaseConnection(held),
    destroy: () => driver.destroy(),
    ...savepoints,
  }
}

/** All migrations run in one transaction, whose write lock makes a second process wait and then find them done. */
class LockingAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Kysely's SQLite dialect for a handle that waits for no lock itself (`busy_timeout = 0`). */
export class PatientSqliteDialect extends SqliteDialect {
  readonly #inTransaction: InTransaction

  constructor(config: SqliteDialectConfig, inTransaction: InTransaction) {
    super(config)
    this.#inTransaction = inTransaction
  }

  override createAdapter(): SqliteAdapter {
    return new LockingAdapter()
  }

  override createDriver(): Driver {
    return patient(super.createDriver(), this.#inTransaction)
  }
}
