import type { FilledScript } from '../../contract/scripts.ts'
import { knownText } from '../../domain/scripts/restore-placeholders.ts'

/** What stands on the screen for a script: the text to send, else the text with what is missing still in braces. */
export function shownText({ text, body, variables }: FilledScript): string {
  return text ?? knownText(body, variables)
}
