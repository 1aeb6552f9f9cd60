import type { Kysely } from 'kysely'

/** What the review reads by time, over all customers. */
const byTime: [table: string, columns: string[]][] = [
  ['shopEvent', ['occurredAt', 'type', 'customerId']],
  ['coupon', ['issuedAt']],
  ['coupon', ['openedAt', 'customerId']],
  ['coupon', ['claimedAt', 'customerId']],
  ['coupon', ['redeemedAt']],
  ['customerReply', ['at', 'customerId']],
  ['touch', ['startedAt', 'customerId']],
  ['quizLink', ['sentAt']],
  ['decision', ['createdAt', 'mode', 'customerId', 'chosenOfferId']],
  ['customer', ['firstPurchaseDay', 'lastPurchaseDay']],
]

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('reviewTask')
    .addColumn('taskId', 'text', (column) => column.notNull())
    .addColumn('ruleId', 'text', (column) => column.notNull())
    .addColumn('openedDay', 'integer', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .addColumn('openedAt', 'bigint', (column) => column.notNull())
    .addColumn('doneAt', 'bigint')
    .addColumn('doneBy', 'text')
    .addPrimaryKeyConstraint('reviewTaskPk', ['taskId'])
    .addUniqueConstraint('reviewTaskOfDay', ['ruleId', 'openedDay'])
    .execute()
  await db.schema
    .createTable('momentPost')
    .addColumn('postId', 'text', (column) => column.notNull())
    .addColumn('userId', 'text', (column) => column.notNull())
    .addColumn('requestId', 'text', (column) => column.notNull())
    .addColumn('contentType', 'text', (column) => column.notNull())
    .addColumn('postedAt', 'bigint', (column) => column.notNull())
    .addColumn('overrideKind', 'text')
    .addColumn('overrideNote', 'text')
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('momentPostPk', ['postId'])
    .addUniqueConstraint('momentPostOfTap', ['userId', 'requestId'])
    .execute()
  for (const [table, columns] of [...byTime, ['momentPost', ['userId', 'postedAt']] as const])
    await db.schema
      .createIndex(`${table}_${columns.join('_')}`)
      .on(table)
      .columns([...columns])
      .execute()
}
