import type { FilledScript } from '../../contract/scripts.ts'
import { checkText } from '../../domain/scripts/check-text.ts'
import { missingReasons } from '../../domain/scripts/missing-reasons.ts'
import { renderScript } from '../../domain/scripts/render.ts'
import { liveVariables } from '../../domain/scripts/scarcity/scarcity-claims.ts'
import type { Script } from '../../domain/scripts/script.ts'
import type { Filling } from './talk.ts'

const malformed = '花括号不成对'

type Filled = Omit<
  FilledScript,
  'isMine' | 'pausedReason' | 'usedBefore' | 'repeatedAt' | 'reasons' | 'timesSent' | 'buyersPercent'
>

/** A script with its variables filled in; `text` is null while something it needs is missing. */
export function fillScript(script: Script, filling: Filling): Filled {
  const { text, missing, used, isMalformed, isComplete } = renderScript(script.body, filling.variables)
  const namesStock = used.some(({ name }) => liveVariables.some((live) => live === name))
  const stock = namesStock ? filling.stock : null
  const findings = checkText(text, filling.words, (count) => count === stock?.count)
  return {
    ...script,
    text: isComplete ? text : null,
    missing: isMalformed ? [...missing, malformed] : missing,
    missingReasons: missingReasons(missing, filling.missing),
    variables: used,
    filledCount: used.length,
    variableCount: used.length + missing.length,
    blockedWords: findings.map(({ found, kind, replacement }) => ({ word: found, kind, replacement })),
    stock,
  }
}

/** Whether something keeps the text from going out. */
export function isBlocked({ text, blockedWords }: Pick<FilledScript, 'text' | 'blockedWords'>): boolean {
  return text === null || blockedWords.length > 0
}
