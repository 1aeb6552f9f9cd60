import type { Kysely, Transaction } from 'kysely'

type Act = () => void

const waiting = new WeakMap<object, Act[]>()

/**
 * Runs `act` once what `db` has written is there to stay: at once outside of a transaction, after the commit inside of one,
 * never after a rollback. It must be quick and cannot fail the transaction any more.
 */
export function afterCommit(db: object, act: Act): void {
  const acts = waiting.get(db)
  if (acts) acts.push(act)
  else act()
}

/** The same database, whose transactions keep what `afterCommit` is given. */
export function withAfterCommit<S>(db: Kysely<S>): Kysely<S> {
  const transaction = db.transaction.bind(db)
  db.transaction = () => {
    const builder = transaction()
    const execute = builder.execute.bind(builder)
    builder.execute = async <T>(run: (trx: Transaction<S>) => Promise<T>): Promise<T> => {
      const acts: Act[] = []
      const result = await execute((trx) => {
        waiting.set(trx, acts)
        return run(trx)
      })
      for (const act of acts) act()
      return result
    }
    return builder
  }
  return db
}
