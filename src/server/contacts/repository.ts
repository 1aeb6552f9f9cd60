import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { ContactTables } from '../db/tables/contact.ts'

export type RunRow = Selectable<ContactTables['contactRun']>
export type PartRow = Selectable<ContactTables['contactPart']>
export type RunName = 'contacts' | 'members'
export type RunKind = 'import' | 'reconciliation'

/** Longer than what is done between two renewals; whoever was killed blocks the others no longer than this. */
export const leaseMs = 90_000

export interface Holder {
  name: RunName
  owner: string
}

export function findRun(db: Database, name: RunName): Promise<RunRow | undefined> {
  return db.selectFrom('contactRun').selectAll().where('name', '=', name).executeTakeFirst()
}

/** Whether this process may do the job now. Only one of all processes may. */
export async function takeLease(db: Database, { name, owner }: Holder, asOf: number): Promise<boolean> {
  const idle = {
    kind: 'import',
    status: 'idle',
    localDay: 0,
    owner: null,
    leaseUntil: 0,
    dueAt: 0,
    startedAt: 0,
    finishedAt: null,
    importedAt: null,
    problem: null,
  }
  await db
    .insertInto('contactRun')
    .values({ name, ...idle })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const { numUpdatedRows } = await db
    .updateTable('contactRun')
    .set({ owner, leaseUntil: asOf + leaseMs })
    .where('name', '=', name)
    .where('leaseUntil', '<=', asOf)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Goes on holding it; false when another process has taken over meanwhile. */
export async function renewLease(db: Database, { name, owner }: Holder, asOf: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('contactRun')
    .set({ leaseUntil: asOf + leaseMs })
    .where('name', '=', name)
    .where('owner', '=', owner)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Changes the job as long as this process holds it. */
export async function changeRun(
  db: Database,
  { name, owner }: Holder,
  change: Partial<Omit<RunRow, 'name'>>,
): Promise<void> {
  await db.updateTable('contactRun').set(change).where('name', '=', name).where('owner', '=', owner).execute()
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
