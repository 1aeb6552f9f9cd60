import { checkText } from '../../domain/scripts/check-text.ts'
import { parseBody } from '../../domain/scripts/placeholders.ts'
import { AppError } from '../http/app-error.ts'

const field = 'body.text'

/** Refuses a text with words that may not go out or with a variable left open, naming each and what to say instead. */
export function requireSendable(text: string): void {
  const words = checkText(text).map(({ found, kind, replacement }) => ({ word: found, kind, replacement }))
  const problems = [
    ...words.map(({ word, replacement }) =>
      replacement === null
        ? `「${word}」不能发送，请删去`
        : `「${word}」不能发送，建议改为「${replacement}」`,
    ),
    ...parseBody(text).names.map((name) => `变量缺值 {${name}}`),
  ]
  const first = problems[0]
  if (first === undefined) return
  throw new AppError('invalid_input', {
    message: `${field}: ${first}`,
    details: { fields: problems.map((problem) => ({ field, problem })), blockedWords: words },
  })
}
