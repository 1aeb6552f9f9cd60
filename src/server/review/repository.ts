import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'

export type TaskRow = Selectable<Schema['reviewTask']>

/** The latest local day on which this rule opened a task; null = never. */
export async function lastOpenedDay(db: Database, ruleId: string): Promise<number | null> {
  const row = await db
    .selectFrom('reviewTask')
    .select('openedDay')
    .where('ruleId', '=', ruleId)
    .orderBy('openedDay', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.openedDay ?? null
}

/** Whoever comes second on the same day adds nothing. */
export async function insertTask(db: Database, task: TaskRow): Promise<void> {
  await db
    .insertInto('reviewTask')
    .values(task)
    .onConflict((conflict) => conflict.columns(['ruleId', 'openedDay']).doNothing())
    .execute()
}

export function findTask(db: Database, taskId: string): Promise<TaskRow | undefined> {
  return db.selectFrom('reviewTask').selectAll().where('taskId', '=', taskId).executeTakeFirst()
}

/** The first to say so is kept. */
export async function endTask(
  db: Database,
  taskId: string,
  end: { doneAt: number; doneBy: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('reviewTask')
    .set(end)
    .where('taskId', '=', taskId)
    .where('doneAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Open ones, however old, and those done from `sinceMs` on (inclusive), latest first. */
export function tasksSince(db: Database, sinceMs: number): Promise<TaskRow[]> {
  return db
    .selectFrom('reviewTask')
    .selectAll()
    .where((eb) => eb.or([eb('doneAt', 'is', null), eb('doneAt', '>=', sinceMs)]))
    .orderBy('openedAt', 'desc')
    .orderBy('taskId', 'desc')
    .execute()
}
