import type { Welcome } from '../../domain/welcome/channel-welcome.ts'
import type { Database } from '../db/connect.ts'

/** The setting that holds it. */
export const storeWelcomeKey = 'welcome'

/** The welcome of customers who come without a channel that has one. */
export async function readStoreWelcome(db: Database): Promise<Welcome | null> {
  const row = await db
    .selectFrom('setting')
    .select('valueJson')
    .where('key', '=', storeWelcomeKey)
    .executeTakeFirst()
  return row ? (JSON.parse(row.valueJson) as Welcome | null) : null
}

export async function writeStoreWelcome(trx: Database, welcome: Welcome | null, at: number): Promise<void> {
  const values = { valueJson: JSON.stringify(welcome), updatedAt: at }
  await trx
    .insertInto('setting')
    .values({ key: storeWelcomeKey, ...values })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
    .execute()
}
