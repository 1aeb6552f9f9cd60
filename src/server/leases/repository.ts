import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'
import type { Terms } from './terms.ts'

export type LeaseRow = Selectable<Schema['lease']>

/** What no right clock has set: a lease that lasts too long, a time or a day too far ahead. It binds nobody. */
function impossible({ ms, day, everyMs }: Terms, asOf: number) {
  return {
    leaseUntil: asOf + 2 * ms,
    dueAt: everyMs === undefined ? null : asOf + everyMs,
    // Around midnight one clock is a day ahead of another.
    doneDay: day === undefined ? null : day + 1,
  }
}

/** Whether it could be taken, as the row stands. */
export function isFree({ leaseUntil, dueAt, doneDay }: LeaseRow, terms: Terms, asOf: number): boolean {
  const beyond = impossible(terms, asOf)
  const isHeld = leaseUntil > asOf && leaseUntil <= beyond.leaseUntil
  const isDue = dueAt <= asOf || (beyond.dueAt !== null && dueAt > beyond.dueAt)
  const isDone =
    terms.day !== undefined &&
    doneDay !== null &&
    doneDay >= terms.day &&
    (beyond.doneDay === null || doneDay <= beyond.doneDay)
  return !isHeld && isDue && !isDone
}

export function findLease(db: Database, name: string): Promise<LeaseRow | undefined> {
  return db.selectFrom('lease').selectAll().where('name', '=', name).executeTakeFirst()
}

export function findLeases(db: Database, names: readonly string[]): Promise<LeaseRow[]> {
  return db.selectFrom('lease').selectAll().where('name', 'in', names).execute()
}

export async function insertLease(db: Database, row: LeaseRow): Promise<void> {
  await db
    .insertInto('lease')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

/** Compare-and-set: of any number of processes that found it so, one gets it. */
export async function takeLease(
  db: Database,
  found: LeaseRow,
  { owner, leaseUntil }: { owner: string; leaseUntil: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lease')
    .set({ owner, leaseUntil })
    .where('name', '=', found.name)
    .where((eb) => (found.owner === null ? eb('owner', 'is', null) : eb('owner', '=', found.owner)))
    .where('leaseUntil', '=', found.leaseUntil)
    .where('dueAt', '=', found.dueAt)
    .where((eb) => (found.doneDay === null ? eb('doneDay', 'is', null) : eb('doneDay', '=', found.doneDay)))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Changes it as long as this owner holds it; answers whether they do. */
export async function changeHeld(
  db: Database,
  { name, owner }: { name: string; owner: string },
  change: Partial<Omit<LeaseRow, 'name'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lease')
    .set(change)
    .where('name', '=', name)
    .where('owner', '=', owner)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function storeDoneDay(db: Database, name: string, doneDay: number): Promise<void> {
  await db
    .insertInto('lease')
    .values({ name, owner: null, leaseUntil: 0, dueAt: 0, doneDay })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ doneDay })
        .where((eb) => eb.or([eb('lease.doneDay', 'is', null), eb('lease.doneDay', '<', doneDay)])),
    )
    .execute()
}
