import { checkText } from './check-text.ts'
import { parseBody } from './placeholders.ts'
import type { Script } from './script.ts'
import { scriptVariable } from './variables.ts'
import type { FlaggedWord } from './words/flagged-words.ts'

export interface ScriptProblem {
  field: 'title' | 'body' | 'weight' | 'variantOf'
  /** One sentence in Chinese. */
  text: string
  /** The word that may not go out, as written in the body, and what to say instead; null = it is no word. */
  flagged: FlaggedWord | null
}

/** The longest text that a message may have, and the longest title that a list can show, in characters, both inclusive. */
const longestBody = 1000
const longestTitle = 40

const plain = (field: ScriptProblem['field']) => (text: string) => ({ field, text, flagged: null })

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
  const title = draft.title.trim()
  return [
    ...(title === '' ? ['还没有标题'] : []).map(plain('title')),
    ...(title.length > longestTitle ? [`标题最多 ${longestTitle} 字`] : []).map(plain('title')),
    ...[
      ...(draft.body.trim() === '' ? ['还没有内容'] : []),
      ...(draft.body.length > longestBody ? [`最多 ${longestBody} 字`] : []),
      ...(isMalformed ? ['花括号不成对'] : []),
      ...names.filter((name) => !scriptVariable(name)).map((name) => `没有变量 {${name}}`),
    ].map(plain('body')),
    ...flaggedIn(draft.body, extraWords),
    ...(Number.isFinite(draft.weight) && draft.weight >= 0 ? [] : ['权重要是 0 或正数']).map(plain('weight')),
    ...(draft.variantOf === draft.scriptId ? ['不能是自己的变体'] : []).map(plain('variantOf')),
  ]
}

function flaggedIn(body: string, extraWords: readonly FlaggedWord[]): ScriptProblem[] {
  return checkText(body, extraWords).map(({ kind, found, replacement }) => ({
    field: 'body',
    text: problemOf(found, kind, replacement),
    flagged: { word: found, kind, replacement },
  }))
}

function problemOf(found: string, kind: FlaggedWord['kind'], replacement: string | null): string {
  if (kind === 'scarcity') return `「${found}」要用 {余量} 取实时库存，不能手写`
  return replacement === null ? `「${found}」不可发` : `「${found}」不可发，建议「${replacement}」`
}
