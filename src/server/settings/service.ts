import { defaultSettings, type StoreSettings } from '../../domain/settings.ts'
import type { ServerContext } from '../context.ts'

const key = 'store'

/** The store's settings over their defaults. */
export async function readSettings({ db }: Pick<ServerContext, 'db'>): Promise<StoreSettings> {
  const row = await db.selectFrom('setting').select('valueJson').where('key', '=', key).executeTakeFirst()
  return { ...defaultSettings, ...(row ? (JSON.parse(row.valueJson) as Partial<StoreSettings>) : {}) }
}

/** Stores the given values over those already set. */
export async function changeSettings(
  { db, now }: Pick<ServerContext, 'db' | 'now'>,
  changes: Partial<StoreSettings>,
): Promise<void> {
  const row = await db.selectFrom('setting').select('valueJson').where('key', '=', key).executeTakeFirst()
  const before = row ? (JSON.parse(row.valueJson) as Partial<StoreSettings>) : {}
  const valueJson = JSON.stringify({ ...before, ...changes })
  const updatedAt = now()
  await db
    .insertInto('setting')
    .values({ key, valueJson, updatedAt })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ valueJson, updatedAt }))
    .execute()
}
