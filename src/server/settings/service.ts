import { describeRules, type DescribedRule } from '../../domain/rules/describe-rules.ts'
import { type SettingChanges, changedSettings, type StoredSettings } from '../../domain/settings-changes.ts'
import { settingsFrom, type StoreSettings } from '../../domain/settings.ts'
import { recordAudit } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'
import { AppError } from '../http/app-error.ts'
import { remembered } from './remembered.ts'

const key = 'store'

const findSetting = prepared((db, parameters: { key: string }) =>
  db.selectFrom('setting').select('valueJson').where('key', '=', parameters.key),
)

/** A setting as its text; null when it was never set. */
export async function settingText(db: Database, wanted: string): Promise<string | null> {
  const [row] = await findSetting(db, { key: wanted })
  return row?.valueJson ?? null
}

const storedFrom = (text: string | null) => (text === null ? {} : (JSON.parse(text) as StoredSettings))

async function readStored(db: Database): Promise<StoredSettings> {
  return storedFrom(await settingText(db, key))
}

const settingsOf = remembered((text: string | null): StoreSettings => settingsFrom(storedFrom(text)))

/** The store's settings over their defaults; equal ones are one object, which nobody may change. */
export async function readSettings({ db }: Pick<ServerContext, 'db'>): Promise<StoreSettings> {
  return settingsOf(await settingText(db, key))
}

/** Stores the given values over those already set; throws `invalid_input` that names every value it can't take, and then stores none. */
export async function changeSettings(
  context: Pick<ServerContext, 'db' | 'now' | 'randomBytes'>,
  changes: SettingChanges,
  actor = 'cli',
): Promise<void> {
  const { db, now } = context
  await db.transaction().execute(async (trx) => {
    const before = await readStored(trx)
    const stored = requireValid(before, changes)
    const valueJson = JSON.stringify(stored)
    const updatedAt = now()
    await trx
      .insertInto('setting')
      .values({ key, valueJson, updatedAt })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ valueJson, updatedAt }))
      .execute()
    const subject = { subjectKind: 'setting', subjectId: key }
    const entry = { at: updatedAt, actor, action: 'setting.changed', ...subject }
    await recordAudit(trx, context, { ...entry, details: { changes, before } })
  })
}

function requireValid(before: StoredSettings, changes: SettingChanges): StoredSettings {
  const { stored, errors } = changedSettings(before, changes)
  if (errors.length > 0) {
    const message = errors.map(({ text }) => text).join('；')
    throw new AppError('invalid_input', { message, details: { errors } })
  }
  return stored
}

/** Every rule with the numbers the store goes by, for operators. */
export async function readRules({ db }: Pick<ServerContext, 'db'>): Promise<DescribedRule[]> {
  return describeRules(await readSettings({ db }))
}
