import { describeRules, type DescribedRule } from '../../domain/rules/describe-rules.ts'
import { type SettingChanges, changedSettings, type StoredSettings } from '../../domain/settings-changes.ts'
import { settingsFrom, type StoreSettings } from '../../domain/settings.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'

const key = 'store'

async function readStored(db: Database): Promise<StoredSettings> {
  const row = await db.selectFrom('setting').select('valueJson').where('key', '=', key).executeTakeFirst()
  return row ? (JSON.parse(row.valueJson) as StoredSettings) : {}
}

/** The store's settings over their defaults. */
export async function readSettings({ db }: Pick<ServerContext, 'db'>): Promise<StoreSettings> {
  return settingsFrom(await readStored(db))
}

/** Stores the given values over those already set; throws `invalid_input` that names every value it can't take, and then stores none. */
export async function changeSettings(
  { db, now }: Pick<ServerContext, 'db' | 'now'>,
  changes: SettingChanges,
): Promise<void> {
  const { stored, errors } = changedSettings(await readStored(db), changes)
  if (errors.length > 0) {
    const message = errors.map(({ text }) => text).join('；')
    throw new AppError('invalid_input', { message, details: { errors } })
  }
  const valueJson = JSON.stringify(stored)
  const updatedAt = now()
  await db
    .insertInto('setting')
    .values({ key, valueJson, updatedAt })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ valueJson, updatedAt }))
    .execute()
}

/** Every rule with the numbers the store goes by, for operators. */
export async function readRules({ db }: Pick<ServerContext, 'db'>): Promise<DescribedRule[]> {
  return describeRules(await readSettings({ db }))
}
