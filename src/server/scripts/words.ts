import type { FlaggedWord } from '../../domain/scripts/words/flagged-words.ts'
import { storeWordsFrom } from '../../domain/scripts/words/store-words.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { remembered } from '../settings/remembered.ts'
import { settingText } from '../settings/service.ts'

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
  const wordsIn = remembered((text) => {
    const list = text === null ? [] : listIn(text)
    if (list !== null) return storeWordsFrom(list)
    log.error(
      { setting: wordsKey },
      `the setting "${wordsKey}" is no list of words; only the built-in ones are checked`,
    )
    return []
  })
  return async (db) => wordsIn(await settingText(db, wordsKey))
}
