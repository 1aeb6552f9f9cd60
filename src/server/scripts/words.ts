import type { FlaggedWord } from '../../domain/scripts/words/flagged-words.ts'
import { storeWordsFrom } from '../../domain/scripts/words/store-words.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'

/** The setting that holds the store's own words. */
export const wordsKey = 'words'

export type ReadWords = (db: Database) => Promise<FlaggedWord[]>

function listIn(valueJson: string): unknown[] | null {
  try {
    const stored: unknown = JSON.parse(valueJson)
    return Array.isArray(stored) ? stored : null
  } catch {
    return null
  }
}

/**
 * The store's own words (SCR-06). An unreadable setting is an empty list, since the built-in words still hold, and is told
 * to the log once for as long as it stays the same.
 */
export function createStoreWords({ log }: Pick<ServerContext, 'log'>): ReadWords {
  let toldOf: string | null = null
  return async (db) => {
    const row = await db
      .selectFrom('setting')
      .select('valueJson')
      .where('key', '=', wordsKey)
      .executeTakeFirst()
    const list = row ? listIn(row.valueJson) : []
    if (list !== null) {
      toldOf = null
      return storeWordsFrom(list)
    }
    const found = row?.valueJson ?? ''
    if (toldOf !== found) {
      log.error(
        { setting: wordsKey },
        `the setting "${wordsKey}" is no list of words; only the built-in ones are checked`,
      )
      toldOf = found
    }
    return []
  }
}
