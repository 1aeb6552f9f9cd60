import type { FilledScript } from '../../contract/scripts.ts'
import { checkText, type TextFinding } from '../../domain/scripts/check-text.ts'
import { missingReasons } from '../../domain/scripts/missing-reasons.ts'
import { renderScript } from '../../domain/scripts/render.ts'
import { liveVariables } from '../../domain/scripts/scarcity/scarcity-claims.ts'
import type { Script } from '../../domain/scripts/script.ts'
import type { FlaggedWord } from '../../domain/scripts/words/flagged-words.ts'
import type { Filling } from './talk.ts'

const malformed = '花括号不成对'

type Filled = Omit<
  FilledScript,
  'isMine' | 'pausedReason' | 'usedBefore' | 'repeatedAt' | 'reasons' | 'timesSent' | 'buyersPercent'
>

const checked = new WeakMap<readonly FlaggedWord[], Map<string, TextFinding[]>>()
const mostTexts = 2000

/** What is found in a text under these words and this stock; the same texts are shown again and again. */
function findingsIn(text: string, { words, stock }: Pick<Filling, 'words' | 'stock'>): TextFinding[] {
  const known = checked.get(words) ?? new Map<string, TextFinding[]>()
  checked.set(words, known)
  const key = `${stock?.count ?? ''}|${text}`
  const found = known.get(key) ?? checkText(text, words, (count) => count === stock?.count)
  if (known.size >= mostTexts) known.clear()
  known.set(key, found)
  return found
}

/** A script with its variables filled in; `text` is null while something it needs is missing. */
export function fillScript(script: Script, filling: Filling): Filled {
  const { text, missing, used, isMalformed, isComplete } = renderScript(script.body, filling.variables)
  const namesStock = used.some(({ name }) => liveVariables.some((live) => live === name))
  const stock = namesStock ? filling.stock : null
  const findings = findingsIn(text, { words: filling.words, stock })
  // The script last: what is added to a spread object costs a hundred times as much as what stands before it.
  return {
    text: isComplete ? text : null,
    missing: isMalformed ? [...missing, malformed] : missing,
    missingReasons: missingReasons(missing, filling.missing),
    variables: used,
    filledCount: used.length,
    variableCount: used.length + missing.length,
    blockedWords: findings.map(({ found, kind, replacement }) => ({ word: found, kind, replacement })),
    stock,
    ...script,
  }
}

/** Whether something keeps the text from going out. */
export function isBlocked({ text, blockedWords }: Pick<FilledScript, 'text' | 'blockedWords'>): boolean {
  return text === null || blockedWords.length > 0
}
