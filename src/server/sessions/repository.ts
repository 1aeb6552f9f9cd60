import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import type { RightsTables } from '../db/tables/rights.ts'

export type SessionRow = Selectable<RightsTables['session']>

export async function insertSession(
  db: Database,
  session: { sessionId: string; userId: string },
  at: number,
): Promise<void> {
  const times = { startedAt: at, seenAt: at, rotatedAt: at, confirmedAt: at, endedAt: null }
  await db
    .insertInto('session')
    .values({ ...session, rotation: 0, ...times })
    .execute()
}

const sessionById = prepared((db, { sessionId }: { sessionId: string }) =>
  db.selectFrom('session').selectAll().where('sessionId', '=', sessionId),
)

export async function findSession(db: Database, sessionId: string): Promise<SessionRow | undefined> {
  return (await sessionById(db, { sessionId }))[0]
}

/** Takes the next edition of the cookie; false when another request did so first. */
export async function rotate(
  db: Database,
  { sessionId, rotation }: Pick<SessionRow, 'sessionId' | 'rotation'>,
  at: number,
): Promise<boolean> {
  const result = await db
    .updateTable('session')
    .set({ rotation: rotation + 1, rotatedAt: at, seenAt: at, confirmedAt: null })
    .where('sessionId', '=', sessionId)
    .where('rotation', '=', rotation)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function markSession(
  db: Database,
  { sessionId, rotation }: Pick<SessionRow, 'sessionId' | 'rotation'>,
  changes: Partial<Pick<SessionRow, 'confirmedAt' | 'seenAt'>>,
): Promise<void> {
  await db
    .updateTable('session')
    .set(changes)
    .where('sessionId', '=', sessionId)
    .where('rotation', '=', rotation)
    .execute()
}

export async function endSession(db: Database, sessionId: string, at: number): Promise<void> {
  await db
    .updateTable('session')
    .set({ endedAt: at })
    .where('sessionId', '=', sessionId)
    .where('endedAt', 'is', null)
    .execute()
}

/** Drops what no cookie can open any more. */
export async function dropSessions(db: Database, startedBefore: number): Promise<void> {
  await db.deleteFrom('session').where('startedAt', '<', startedBefore).execute()
}
