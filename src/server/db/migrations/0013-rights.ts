import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('member').addColumn('roleSetBy', 'text').execute()
  await db.schema.alterTable('customerNote').addColumn('heldBy', 'text').execute()
  await db.schema.alterTable('coupon').addColumn('heldBy', 'text').execute()
  await db.schema.createIndex('coupon_issuedBy_state').on('coupon').columns(['issuedBy', 'state']).execute()
  await db.schema.createIndex('coupon_heldBy').on('coupon').columns(['heldBy']).execute()
  await db.schema
    .createTable('memberDepartment')
    .addColumn('userId', 'text', (column) => column.notNull())
    .addColumn('departmentId', 'integer', (column) => column.notNull())
    .addColumn('isLeader', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('memberDepartmentPk', ['userId', 'departmentId'])
    .execute()
  await db.schema
    .createIndex('memberDepartment_departmentId')
    .on('memberDepartment')
    .columns(['departmentId'])
    .execute()
  await db.schema
    .createTable('leadTeam')
    .addColumn('leadUserId', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('leadTeamPk', ['leadUserId', 'kind', 'value'])
    .execute()
  await db.schema
    .createTable('session')
    .addColumn('sessionId', 'text', (column) => column.primaryKey().notNull())
    .addColumn('userId', 'text', (column) => column.notNull())
    .addColumn('rotation', 'integer', (column) => column.notNull())
    .addColumn('startedAt', 'bigint', (column) => column.notNull())
    .addColumn('seenAt', 'bigint', (column) => column.notNull())
    .addColumn('rotatedAt', 'bigint', (column) => column.notNull())
    .addColumn('confirmedAt', 'bigint')
    .addColumn('endedAt', 'bigint')
    .execute()
  await db.schema.createIndex('session_startedAt').on('session').columns(['startedAt']).execute()
}
