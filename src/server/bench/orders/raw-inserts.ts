import { connect, openSqlite } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'

/** As many as the import stores with one commit. */
const ordersInTransaction = 2000

type Value = string | number | null

/**
 * How many orders a second SQLite takes when the rows that an import has stored (orders, their customers and identities) are inserted
 * again into an empty database with the same indexes: prepared statements, the import's transactions, nothing else.
 */
export async function rawInserts(importedUrl: string, emptyUrl: string): Promise<number> {
  const empty = await connect(emptyUrl)
  await migrate(empty)
  await empty.destroy()
  const source = await openSqlite(importedUrl)
  const target = await openSqlite(emptyUrl)
  try {
    const read = (table: string) =>
      source.prepare<[], Value[]>(`select * from ${table} order by rowid`).raw().all()
    const inserting = (table: string, columns: number) =>
      target.prepare(`insert into ${table} values (${Array.from({ length: columns }, () => '?').join(', ')})`)
    const tables = ['purchase_order', 'customer', 'identity'].map((table) => {
      const rows = read(table)
      return { rows, insert: inserting(table, rows[0]?.length ?? 0) }
    })
    const orders = tables[0]?.rows.length ?? 0
    const batches = Math.ceil(orders / ordersInTransaction)
    const startedAt = performance.now()
    for (let batch = 0; batch < batches; batch += 1) {
      target.exec('begin immediate')
      for (const { rows, insert } of tables) {
        const from = Math.floor((rows.length * batch) / batches)
        const until = Math.floor((rows.length * (batch + 1)) / batches)
        for (const row of rows.slice(from, until)) insert.run(row)
      }
      target.exec('commit')
    }
    return orders / ((performance.now() - startedAt) / 1000)
  } finally {
    source.close()
    target.close()
  }
}
