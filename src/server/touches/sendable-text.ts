import { checkText } from '../../domain/scripts/check-text.ts'
import { parseBody } from '../../domain/scripts/placeholders.ts'
import type { FlaggedWord } from '../../domain/scripts/words/flagged-words.ts'
import { AppError } from '../http/app-error.ts'

const field = 'body.text'

/** What the store adds to the built-in words, and which counts a scarcity may name (OFF-18). */
export interface TextRules {
  extraWords: readonly FlaggedWord[]
  isLiveCount: (count: number) => boolean
}

function problemOf({ word, kind, replacement }: FlaggedWord): string {
  if (kind === 'scarcity') return `「${word}」没有实时库存可核对，不能发送，请删去`
  return replacement === null
    ? `「${word}」不能发送，请删去`
    : `「${word}」不能发送，建议改为「${replacement}」`
}

/** Refuses a text with words that may not go out or with a variable left open, naming each and what to say instead. */
export function requireSendable(text: string, { extraWords, isLiveCount }: TextRules): void {
  const words = checkText(text, extraWords, isLiveCount).map(({ found, kind, replacement }) => ({
    word: found,
    kind,
    replacement,
  }))
  const problems = [...words.map(problemOf), ...parseBody(text).names.map((name) => `变量缺值 {${name}}`)]
  const first = problems[0]
  if (first === undefined) return
  throw new AppError('invalid_input', {
    message: `${field}: ${first}`,
    details: { fields: problems.map((problem) => ({ field, problem })), blockedWords: words },
  })
}
