import { flaggedKinds, type FlaggedKind, type FlaggedWord } from './flagged-words.ts'
import { foldText } from './folded-text.ts'

/** The longest word of a store's list, and the longest list, in characters and words. */
export const longestWord = 30
export const mostWords = 2000

function isKind(kind: unknown): kind is FlaggedKind {
  return flaggedKinds.some((known) => known === kind)
}

/**
 * A store's own words from what is stored: a list of words, or of `{ word, kind, replacement }`. A kind that is not given
 * is `sensitive`, a replacement that is not given means "leave it out". What is no word (nothing but separators, too long,
 * another shape) and what comes twice is dropped; so is a replacement that holds its own word, which could never pass.
 */
export function storeWordsFrom(stored: unknown): FlaggedWord[] {
  if (!Array.isArray(stored)) return []
  const words = new Map<string, FlaggedWord>()
  for (const entry of stored.slice(0, mostWords) as unknown[]) {
    const given = (typeof entry === 'string' ? { word: entry } : entry) as Partial<
      Record<keyof FlaggedWord, unknown>
    > | null
    const word = typeof given?.word === 'string' ? given.word.trim() : ''
    const { folded } = foldText(word)
    if (folded === '' || word.length > longestWord || words.has(folded)) continue
    const said = typeof given?.replacement === 'string' ? given.replacement.trim() : ''
    const replacement = said === '' || foldText(said).folded.includes(folded) ? null : said
    words.set(folded, { word, kind: isKind(given?.kind) ? given.kind : 'sensitive', replacement })
  }
  return [...words.values()]
}
