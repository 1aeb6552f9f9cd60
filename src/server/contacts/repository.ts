import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { ContactTables } from '../db/tables/contact.ts'

export type RunRow = Selectable<ContactTables['contactRun']>
export type PartRow = Selectable<ContactTables['contactPart']>
export type RunName = 'contacts' | 'members'
export type RunKind = 'import' | 'reconciliation'

/** Longer than what is done between two renewals; whoever was killed blocks the others no longer than this. */
export const leaseMs = 90_000

export function findRun(db: Database, name: RunName): Promise<RunRow | undefined> {
  return db.selectFrom('contactRun').selectAll().where('name', '=', name).executeTakeFirst()
}

/** The caller holds the lease of that name and renews it in the same transaction. */
export async function changeRun(
  trx: Database,
  name: RunName,
  change: Partial<Omit<RunRow, 'name'>>,
): Promise<void> {
  const idle = {
    kind: 'import',
    status: 'idle',
    localDay: 0,
    dueAt: 0,
    startedAt: 0,
    finishedAt: null,
    importedAt: null,
    problem: null,
  }
  await trx
    .insertInto('contactRun')
    .values({ name, ...idle, ...change })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(change))
    .execute()
}

export async function deleteParts(trx: Database): Promise<void> {
  await trx.deleteFrom('contactPart').execute()
}

/** Adds parts behind those that are there. */
export async function insertParts(trx: Database, parts: readonly (readonly string[])[]): Promise<void> {
  const last = await trx
    .selectFrom('contactPart')
    .select((eb) => eb.fn.max('part').as('part'))
    .executeTakeFirst()
  const first = (last?.part ?? 0) + 1
  for (const [index, userIds] of parts.entries()) {
    const userIdsJson = JSON.stringify(userIds)
    const blank = { cursor: '', isListed: 0, contacts: 0, failures: 0, problem: null, doneAt: null }
    await trx
      .insertInto('contactPart')
      .values({ part: first + index, userIdsJson, ...blank })
      .execute()
  }
}

export function nextPart(db: Database): Promise<PartRow | undefined> {
  return db
    .selectFrom('contactPart')
    .selectAll()
    .where('doneAt', 'is', null)
    .orderBy('part')
    .executeTakeFirst()
}

export function allParts(db: Database): Promise<PartRow[]> {
  return db.selectFrom('contactPart').selectAll().orderBy('part').execute()
}

export async function changePart(
  trx: Database,
  part: number,
  change: Partial<Omit<PartRow, 'part'>>,
): Promise<void> {
  await trx.updateTable('contactPart').set(change).where('part', '=', part).execute()
}

export async function deletePart(trx: Database, part: number): Promise<void> {
  await trx.deleteFrom('contactPart').where('part', '=', part).execute()
}

export async function knownMembers(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('member').select('userId').orderBy('userId').execute()
  return rows.map(({ userId }) => userId)
}
