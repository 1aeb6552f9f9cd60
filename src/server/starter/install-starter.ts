import type { Insertable } from 'kysely'
import { defaultSettings, type StoreSettings } from '../../domain/settings.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { Schema } from '../db/schema.ts'
import { offerLibrary } from './offers/offer-library.ts'
import { offerRows } from './offers/offer-rows.ts'
import { quizRows } from './quizzes/quiz-rows.ts'
import { skinQuizId } from './quizzes/skin-quiz.ts'
import { scriptLibrary } from './scripts/script-library.ts'
import { scriptRows } from './scripts/script-rows.ts'

const settingsKey = 'store'

/** What the offers are judged with; where the store has set a value it stays. */
function neededSettings(): Partial<StoreSettings> {
  const { shippingCostFen, pointValueFen, pointsPerYuan, defaultMarginPercent, priceProtectionCostPercent } =
    defaultSettings
  return { shippingCostFen, pointValueFen, pointsPerYuan, defaultMarginPercent, priceProtectionCostPercent }
}

async function storeSettings(trx: Database, at: number): Promise<void> {
  const row = await trx
    .selectFrom('setting')
    .select('valueJson')
    .where('key', '=', settingsKey)
    .executeTakeFirst()
  const known = row ? (JSON.parse(row.valueJson) as Partial<StoreSettings>) : {}
  const valueJson = JSON.stringify({ ...neededSettings(), ...known })
  if (row?.valueJson === valueJson) return
  await trx
    .insertInto('setting')
    .values({ key: settingsKey, valueJson, updatedAt: at })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ valueJson, updatedAt: at }))
    .execute()
}

function insertMissing<Table extends 'offer' | 'offerVersion' | 'script' | 'quiz' | 'quizVersion'>(
  trx: Database,
  table: Table,
  rows: readonly Insertable<Schema[Table]>[],
): Promise<unknown> {
  return trx
    .insertInto(table)
    .values(rows as never)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function publishDrafts(trx: Database, at: number): Promise<void> {
  const offerIds = offerLibrary.map(({ offerId }) => offerId)
  const scriptIds = scriptLibrary.map(({ scriptId }) => scriptId)
  await trx
    .updateTable('offer')
    .set({ status: 'published', updatedAt: at })
    .where('offerId', 'in', offerIds)
    .where('status', '=', 'draft')
    .execute()
  await trx
    .updateTable('script')
    .set({ status: 'published' })
    .where('scriptId', 'in', scriptIds)
    .where('status', '=', 'draft')
    .execute()
  await trx
    .updateTable('quiz')
    .set({ status: 'published', updatedAt: at })
    .where('quizId', '=', skinQuizId)
    .where('status', '=', 'draft')
    .execute()
}

/**
 * Installs the library of scripts and offers and the quiz with the settings they need, once: what is there already stays as it is.
 * With `publish` drafts of the library become published. Answers the size of the library.
 */
export async function installStarter(
  { db, now }: Pick<ServerContext, 'db' | 'now'>,
  { publish }: { publish: boolean },
): Promise<{ offers: number; scripts: number }> {
  const at = now()
  const rows = offerRows(offerLibrary, 'draft', at)
  const { quizzes, versions: quizVersions } = quizRows('draft', at)
  await db.transaction().execute(async (trx) => {
    await storeSettings(trx, at)
    await insertMissing(trx, 'offer', rows.offers)
    await insertMissing(trx, 'offerVersion', rows.versions)
    await insertMissing(trx, 'script', scriptRows(scriptLibrary, 'draft', at))
    await insertMissing(trx, 'quiz', quizzes)
    await insertMissing(trx, 'quizVersion', quizVersions)
    if (publish) await publishDrafts(trx, at)
  })
  return { offers: offerLibrary.length, scripts: scriptLibrary.length }
}
