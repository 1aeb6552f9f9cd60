import { storeWordsFrom } from '../../domain/scripts/words/store-words.ts'
import type { FlaggedWord } from '../../domain/scripts/words/flagged-words.ts'
import type { Database } from '../db/connect.ts'

/** The setting that holds the store's own words. */
export const wordsKey = 'words'

/** The store's own words (SCR-06); an unreadable setting is an empty list, the built-in words still hold. */
export async function readStoreWords(db: Database): Promise<FlaggedWord[]> {
  const row = await db
    .selectFrom('setting')
    .select('valueJson')
    .where('key', '=', wordsKey)
    .executeTakeFirst()
  if (!row) return []
  try {
    return storeWordsFrom(JSON.parse(row.valueJson))
  } catch {
    return []
  }
}
