import type { FilledScript } from '../../contract/scripts.ts'
import { checkText } from '../../domain/scripts/check-text.ts'
import { renderScript } from '../../domain/scripts/render.ts'
import type { Script } from '../../domain/scripts/script.ts'

const malformed = '花括号不成对'

/** A script with its variables filled in; `text` is null while something it needs is missing. */
export function fillScript(
  script: Script,
  variables: Readonly<Record<string, string | undefined>>,
  usedBefore: boolean,
): FilledScript {
  const { text, missing, used, isMalformed, isComplete } = renderScript(script.body, variables)
  return {
    ...script,
    text: isComplete ? text : null,
    missing: isMalformed ? [...missing, malformed] : missing,
    filledCount: used.length,
    variableCount: used.length + missing.length,
    blockedWords: checkText(text).map(({ found, kind, replacement }) => ({ word: found, kind, replacement })),
    usedBefore,
  }
}
