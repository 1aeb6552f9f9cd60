import type { FailureReason, SendOutcome } from './bridge.ts'

/**
 * Clients answer in several dialects (`errmsg`, `err_msg`, `errMsg`; `fail_no permission`, `fail_nopermission`,
 * `fail_fail_without context …`), so texts are compared by substring after underscores became spaces.
 */
const patterns: readonly [RegExp, FailureReason][] = [
  [/without ?context/, 'context'],
  [
    /invalid signature|invalid url domain|offline verifying|agent ?config|missing get|\b40093\b|\b42012\b/,
    'signature',
  ],
  [/no ?permission|permission ?denied|access ?denied|not allow/, 'permission'],
  [/no ?support|function not exist/, 'unsupported'],
  [/img ?url|content empty|invalid param|invalid miniprogram/, 'content'],
  [/network|time(d )?out|offline/, 'network'],
]

const textFields = ['errMsg', 'err_msg', 'errmsg', 'message'] as const
const codeFields = ['errCode', 'err_code', 'errcode'] as const

/** The host's own words with its error code, whatever shape the answer has. */
export function rawText(result: unknown): string {
  if (typeof result === 'string') return result
  if (typeof result !== 'object' || result === null) return String(result)
  const fields = result as Record<string, unknown>
  const texts = textFields
    .map((name) => fields[name])
    .filter((text) => typeof text === 'string' && text !== '')
  const code = codeFields.map((name) => fields[name]).find((value) => typeof value === 'number' && value > 0)
  const text = texts[0] ?? JSON.stringify(result)
  return code === undefined ? String(text) : `${String(text)} (${String(code)})`
}

function plain(result: unknown): string {
  return rawText(result).toLowerCase().replaceAll('_', ' ')
}

export function isCancel(result: unknown): boolean {
  return /cancel/.test(plain(result))
}

export function failureReason(result: unknown): FailureReason {
  const text = plain(result)
  return patterns.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown'
}

/** A rejected `sendChatMessage`: a cancel is a choice of the advisor, anything else a failure. */
export function readRejection(result: unknown): SendOutcome {
  if (isCancel(result)) return { is: 'cancelled' }
  return { is: 'failed', reason: failureReason(result), raw: rawText(result) }
}
