import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import type { Schema } from '../db/schema.ts'

export type KeyRecord = Selectable<Schema['apiKey']>

export async function insertKey(db: Database, key: KeyRecord): Promise<void> {
  await db.insertInto('apiKey').values(key).execute()
}

const byHash = prepared((db, { keyHash }: { keyHash: string }) =>
  db.selectFrom('apiKey').selectAll().where('keyHash', '=', keyHash),
)

export async function findByHash(db: Database, keyHash: string): Promise<KeyRecord | undefined> {
  return (await byHash(db, { keyHash }))[0]
}

export function listKeys(db: Database): Promise<KeyRecord[]> {
  return db.selectFrom('apiKey').selectAll().orderBy('createdAt').orderBy('keyId').execute()
}

/** False when there is no such key in use. */
export async function revokeKey(db: Database, keyId: string, at: number): Promise<boolean> {
  const row = await db
    .updateTable('apiKey')
    .set({ revokedAt: at })
    .where('keyId', '=', keyId)
    .where('revokedAt', 'is', null)
    .returning('keyId')
    .executeTakeFirst()
  return row !== undefined
}
