import type { Kysely } from 'kysely'

const indexes: [table: string, columns: string[]][] = [
  ['identityMerge', ['keptCustomerId']],
  ['identityMerge', ['mergedCustomerId']],
  ['identityMerge', ['outcome', 'at']],
  ['mergeArrival', ['customerId']],
  ['newcomerGrant', ['couponId']],
  ['claimVisit', ['deviceHash']],
  ['abuseAlert', ['lastAt']],
  ['abuseAlert', ['customerId']],
  ['coupon', ['deviceHash']],
  ['coupon', ['refundedAt']],
]

/** What it takes to undo a merge, who had a newcomers' offer, and what looks like abuse. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('identityMerge').addColumn('place', 'integer').execute()
  await db.schema.alterTable('identityMerge').addColumn('settledAt', 'bigint').execute()
  await db.schema.alterTable('identityMerge').addColumn('settledBy', 'text').execute()
  await db.schema.alterTable('customer').addColumn('mergedAt', 'bigint').execute()
  await db.schema
    .createTable('mergeArrival')
    .addColumn('arrivalKey', 'text', (column) => column.primaryKey().notNull())
    .addColumn('customerId', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('newcomerGrant')
    .addColumn('personHash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('couponId', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('staffIdentity')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('userId', 'text', (column) => column.notNull())
    .addColumn('createdBy', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('staffIdentityPk', ['kind', 'value'])
    .execute()
  await db.schema
    .createTable('claimVisit')
    .addColumn('couponId', 'text', (column) => column.notNull())
    .addColumn('deviceHash', 'text', (column) => column.notNull())
    .addColumn('userId', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('claimVisitPk', ['couponId', 'deviceHash'])
    .execute()
  await db.schema
    .createTable('abuseAlert')
    .addColumn('alertId', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subjectId', 'text', (column) => column.notNull())
    .addColumn('openedDay', 'integer', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('customerId', 'text')
    .addColumn('userId', 'text')
    .addColumn('count', 'integer', (column) => column.notNull())
    .addColumn('bound', 'integer', (column) => column.notNull())
    .addColumn('firstAt', 'bigint', (column) => column.notNull())
    .addColumn('lastAt', 'bigint', (column) => column.notNull())
    .addColumn('reviewedAt', 'bigint')
    .addColumn('reviewedBy', 'text')
    .addUniqueConstraint('abuseAlertDay', ['kind', 'subjectId', 'openedDay'])
    .execute()
  for (const [table, columns] of indexes)
    await db.schema
      .createIndex(`${table}_${columns.join('_')}`)
      .on(table)
      .columns(columns)
      .execute()
}
