import { AppError } from '../app-error.ts'

/** What pages send; the widest of them is a script with its texts. */
export const pageBodyBytes = 64 * 1024
/** An order of 500 items with its redemption, a thousand days of groups. */
export const shopBodyBytes = 1024 * 1024

/** Deeper than any contract is, and far from what a stack bears. */
const deepest = 16

const invalid = (message: string) => new AppError('invalid_input', { message })

/** Why a database could not keep this text as it is: PostgreSQL has no NUL, and neither engine has half a surrogate pair. */
export function faultOfText(text: string): string | null {
  if (text.includes('\u0000')) return 'must not contain the character NUL'
  return /\p{Surrogate}/u.test(text) ? 'must not contain half a character (a lone surrogate)' : null
}

/** Refuses nesting, texts that cannot be stored and names that reach for a prototype. */
function check(value: unknown, path: string, depth: number): void {
  if (typeof value === 'string') {
    const fault = faultOfText(value)
    if (fault !== null) throw invalid(`${path}: ${fault}`)
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (depth > deepest) throw invalid(`${path}: nested deeper than ${deepest} levels`)
  for (const [key, part] of Object.entries(value)) {
    const fault = faultOfText(key)
    if (fault !== null) throw invalid(`${path}: a name ${fault}`)
    if (key === '__proto__') throw invalid(`${path}: must not contain ${key}`)
    check(part, `${path}.${key.slice(0, 40)}`, depth + 1)
  }
}

/** A JSON body, or a sentence that says what is wrong with it. */
export function readJson(text: string): unknown {
  if (text.trim() === '') throw invalid('body: is empty; send JSON, or no Content-Type')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw invalid('body: is not valid JSON')
  }
  check(value, 'body', 1)
  return value
}
