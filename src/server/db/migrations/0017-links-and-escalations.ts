import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

const pageSize = 500
const hashLength = 64

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

async function hasColumn(db: Kysely<Schema>, table: string, column: string): Promise<boolean> {
  const tables = await db.withoutPlugins().introspection.getTables()
  return tables.some(({ name, columns }) => name === table && columns.some((known) => known.name === column))
}

/** Secrets of links become their hashes. What is hashed already has a hash's length, so a killed run goes on here. */
async function hashTokens(db: Kysely<Schema>, table: string, id: string): Promise<void> {
  const [column, idColumn] = [sql.ref('tokenHash'), sql.ref(id)]
  for (;;) {
    const { rows } = await sql<{ id: string; token: string }>`
      select ${idColumn} as id, ${column} as token from ${sql.table(table)}
      where length(${column}) <> ${sql.lit(hashLength)} limit ${sql.lit(pageSize)}`.execute(db)
    if (rows.length === 0) return
    const hashed = rows.map((row) => sql`(${row.id}, ${hashOf(row.token)})`)
    await sql`
      update ${sql.table(table)} set ${column} = hashed.column2
      from (values ${sql.join(hashed)}) as hashed where ${idColumn} = hashed.column1`.execute(db)
  }
}

/** Links are kept by hash; leads settle what waits for them. */
export async function up(db: Kysely<Schema>): Promise<void> {
  for (const [table, name] of [
    ['coupon', 'coupon'],
    ['quizLink', 'quiz_link'],
  ] as const)
    if (await hasColumn(db, name, 'token'))
      await db.schema.alterTable(table).renameColumn('token', 'tokenHash').execute()
  await hashTokens(db, 'coupon', 'couponId')
  await hashTokens(db, 'quizLink', 'quizLinkId')
  // Where a visitor came from was a link; who is on the way to WeCom just now opens the page unidentified.
  await db.deleteFrom('oauthState').where('purpose', '=', 'visitor').execute()

  await db.schema.alterTable('escalation').addColumn('settledBy', 'text').execute()
  await db.schema.alterTable('escalation').addColumn('settledAt', 'bigint').execute()
  await db.schema
    .createIndex('escalation_settledAt_at')
    .on('escalation')
    .columns(['settledAt', 'at'])
    .execute()
}
