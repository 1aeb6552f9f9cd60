import { checkText } from './check-text.ts'
import { parseBody } from './placeholders.ts'
import type { Script } from './script.ts'
import { scriptVariable } from './variables.ts'
import type { FlaggedWord } from './words/flagged-words.ts'

export interface ScriptProblem {
  field: 'title' | 'body' | 'weight' | 'variantOf'
  /** One sentence in Chinese. */
  text: string
}

/** The longest text that a message may have, in characters (contract/touches.ts). */
const longestBody = 1000

/**
 * Why a script may not be saved; empty = it may. A scarcity must count a live variable: a number written by hand is refused,
 * and so is "限量" without one (OFF-18, acceptance 11). Words that may not go out, unknown variables and stray braces would
 * block every message, so they are refused here. `extraWords` are the store's own.
 */
export function validateScript(
  draft: Pick<Script, 'scriptId' | 'title' | 'body' | 'weight' | 'variantOf'>,
  extraWords: readonly FlaggedWord[] = [],
): ScriptProblem[] {
  const { names, isMalformed } = parseBody(draft.body)
  const body = [
    ...(draft.body.trim() === '' ? ['还没有内容'] : []),
    ...(draft.body.length > longestBody ? [`最多 ${longestBody} 字`] : []),
    ...(isMalformed ? ['花括号不成对'] : []),
    ...names.filter((name) => !scriptVariable(name)).map((name) => `没有变量 {${name}}`),
    ...checkText(draft.body, extraWords).map(({ kind, found, replacement }) => {
      if (kind === 'scarcity') return `「${found}」要用 {余量} 取实时库存，不能手写`
      return replacement === null ? `「${found}」不可发` : `「${found}」不可发，建议「${replacement}」`
    }),
  ].map((text): ScriptProblem => ({ field: 'body', text }))
  return [
    ...(draft.title.trim() === '' ? [{ field: 'title' as const, text: '还没有标题' }] : []),
    ...body,
    ...(Number.isFinite(draft.weight) && draft.weight >= 0
      ? []
      : [{ field: 'weight' as const, text: '权重要是 0 或正数' }]),
    ...(draft.variantOf === draft.scriptId
      ? [{ field: 'variantOf' as const, text: '不能是自己的变体' }]
      : []),
  ]
}
