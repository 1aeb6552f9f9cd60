import type { FilledScript } from '../../contract/scripts.ts'
import { checkText } from '../../domain/scripts/check-text.ts'
import { renderScript } from '../../domain/scripts/render.ts'
import { scriptVariable } from '../../domain/scripts/variables.ts'
import type { FlaggedWord } from '../../domain/scripts/words/flagged-words.ts'

interface Library {
  scripts: FilledScript[]
  words: FlaggedWord[]
}

const ownSources: readonly (string | undefined)[] = ['advisor', 'store']

/**
 * The same library with nothing of the customer it was filled for: only the advisor's and the store's names stay, the rest
 * falls back or is missing. For searching and copying while the server cannot be asked.
 */
export function withoutCustomer({ scripts, words }: Library): Library {
  return {
    words,
    scripts: scripts.map((script) => {
      const kept = script.variables.filter(({ name }) => ownSources.includes(scriptVariable(name)?.source))
      const values = Object.fromEntries(kept.map(({ name, value }) => [name, value]))
      const { text, missing, used, isComplete } = renderScript(script.body, values)
      return {
        ...script,
        text: isComplete ? text : null,
        missing,
        missingReasons: missing.length > 0 ? ['离线，取不到客户的数据'] : [],
        variables: used,
        filledCount: used.length,
        blockedWords: checkText(text, words).map(({ found, kind, replacement }) => ({
          word: found,
          kind,
          replacement,
        })),
        pausedReason: null,
        usedBefore: false,
        repeatedAt: null,
        stock: null,
        reasons: [],
      }
    }),
  }
}
