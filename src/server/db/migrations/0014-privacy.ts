import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

const pageSize = 500

const indexes: [table: string, columns: string[]][] = [
  ['audit', ['at', 'auditId']],
  ['audit', ['customerId', 'at']],
  ['audit', ['actor', 'at']],
  ['audit', ['action', 'at']],
  ['customerConsent', ['customerId', 'at']],
  ['agedPurchase', ['customerId', 'orderedDay']],
  ['agedOrder', ['customerId']],
  ['touchBubble', ['at']],
]

/** Consent, purchases past the retention, and the audit by customer. */
export async function up(db: Kysely<Schema>): Promise<void> {
  await db.schema.alterTable('audit').addColumn('customerId', 'text').execute()
  await db.schema
    .createTable('customerConsent')
    .addColumn('consentId', 'text', (column) => column.primaryKey().notNull())
    .addColumn('customerId', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('recordedBy', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('agedPurchase')
    .addColumn('agedPurchaseId', 'text', (column) => column.primaryKey().notNull())
    .addColumn('customerId', 'text', (column) => column.notNull())
    .addColumn('orderedDay', 'integer', (column) => column.notNull())
    .addColumn('orders', 'integer', (column) => column.notNull())
    .addColumn('netFen', 'bigint', (column) => column.notNull())
    .addColumn('lastOrderAt', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('agedOrder')
    .addColumn('orderHash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('customerId', 'text', (column) => column.notNull())
    .addColumn('rowHash', 'text', (column) => column.notNull())
    .addColumn('orderedDay', 'integer', (column) => column.notNull())
    .addColumn('netFen', 'bigint')
    .addColumn('agedAt', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('dailyJob')
    .addColumn('job', 'text', (column) => column.primaryKey().notNull())
    .addColumn('owner', 'text')
    .addColumn('leaseUntil', 'bigint', (column) => column.notNull())
    .addColumn('doneDay', 'integer')
    .execute()
  for (const [table, columns] of indexes)
    await db.schema
      .createIndex(`${table}_${columns.join('_')}`)
      .on(table)
      .columns(columns)
      .execute()
  await nameCustomers(db)
}

/** Whom the entries concern that were written before the column. */
async function nameCustomers(db: Kysely<Schema>): Promise<void> {
  await sql`update audit set customer_id = (select c.customer_id from coupon c where c.coupon_id = audit.subject_id)
    where subject_kind = 'coupon'`.execute(db)
  await sql`update audit set customer_id = (select o.customer_id from purchase_order o where o.order_id = audit.subject_id)
    where subject_kind = 'order'`.execute(db)
  let after = ''
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .select(['auditId', 'detailsJson'])
      .where('subjectKind', 'in', ['tag', 'offerException'])
      .where('auditId', '>', after)
      .orderBy('auditId')
      .limit(pageSize)
      .execute()
    for (const { auditId, detailsJson } of rows) {
      const { customerId } = JSON.parse(detailsJson) as { customerId?: string }
      if (customerId !== undefined)
        await db.updateTable('audit').set({ customerId }).where('auditId', '=', auditId).execute()
    }
    const last = rows[rows.length - 1]
    if (!last) return
    after = last.auditId
  }
}
