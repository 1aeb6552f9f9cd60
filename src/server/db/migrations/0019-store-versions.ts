import { type Kysely, sql } from 'kysely'
import { engineOf } from '../connect.ts'

/** A name for what every panel reads of the store, and the tables that it is kept in. */
const versioned = { product: ['product'], script: ['script'], offer: ['offer', 'offer_version'] } as const

/** A change of these tables, whoever makes it, gives their version another value that was never there before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('storeVersion')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .execute()
  const isSqlite = engineOf(db) === 'sqlite'
  const fresh = isSqlite
    ? sql`lower(hex(randomblob(12)))`
    : sql`md5(random()::text || clock_timestamp()::text)`
  if (!isSqlite)
    await sql`create function raise_store_version() returns trigger language plpgsql as $$
      begin
        update store_version set version = md5(random()::text || clock_timestamp()::text) where name = tg_argv[0];
        return null;
      end $$`.execute(db)
  // Baskets and sent coupons of the whole store are looked at once an hour, within a request: their indexes answer alone.
  await db.schema.dropIndex('purchaseOrder_orderedAt').execute()
  await db.schema
    .createIndex('purchaseOrder_orderedAt_status_netFen')
    .on('purchaseOrder')
    .columns(['orderedAt', 'status', 'netFen'])
    .execute()
  await db.schema.createIndex('coupon_sentAt').on('coupon').column('sentAt').execute()
  for (const [name, tables] of Object.entries(versioned)) {
    await sql`insert into store_version (name, version) values (${name}, ${fresh})`.execute(db)
    for (const table of tables) await watch(db, name, table, isSqlite)
  }
}

async function watch(db: Kysely<unknown>, name: string, table: string, isSqlite: boolean): Promise<void> {
  if (!isSqlite) {
    await sql`create trigger ${sql.ref(`${table}_version`)} after insert or update or delete or truncate
      on ${sql.table(table)} for each statement execute function raise_store_version(${sql.lit(name)})`.execute(
      db,
    )
    return
  }
  for (const change of ['insert', 'update', 'delete'])
    await sql`create trigger ${sql.ref(`${table}_version_${change}`)} after ${sql.raw(change)} on ${sql.table(table)}
      begin update store_version set version = lower(hex(randomblob(12))) where name = ${sql.lit(name)}; end`.execute(
      db,
    )
}
