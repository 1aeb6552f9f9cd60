import { parseBody } from './placeholders.ts'
import { scriptVariable } from './variables.ts'

/** A variable of a script and what stands in its place. */
export interface FilledVariable {
  name: string
  value: string
}

export interface RenderedScript {
  /** The text with every known value filled in; a missing one is left out, never shown as a placeholder. */
  text: string
  /** Required variables without a value, and unknown ones, in order of use. */
  missing: string[]
  /** Variables that got a value or a fallback, and what is said for each. */
  used: FilledVariable[]
  isMalformed: boolean
  /** Whether the text may leave: nothing missing, nothing malformed, not empty. */
  isComplete: boolean
}

function valueOf(name: string, variables: Readonly<Record<string, string | undefined>>): string | null {
  const given = Object.hasOwn(variables, name) ? (variables[name] ?? '') : ''
  const clean = given.replace(/[{}｛｝]/g, '').trim()
  return clean === '' ? (scriptVariable(name)?.fallback ?? null) : clean
}

/**
 * Fills a script's placeholders. An empty value counts as none and takes the variable's fallback (称呼 → 您); without one
 * the variable is missing and the text must not be sent. Braces in values are removed, so that
 * nothing that looks like a placeholder can leave. Where the fallback doubles it ("您,您…") it is said once.
 */
export function renderScript(
  body: string,
  variables: Readonly<Record<string, string | undefined>>,
): RenderedScript {
  const { parts, names, isMalformed } = parseBody(body)
  const values = new Map(names.map((name) => [name, valueOf(name, variables)]))
  const missing = names.filter((name) => values.get(name) === null)
  const filled = parts
    .map((part) => (part.kind === 'text' ? part.text : (values.get(part.name) ?? '')))
    .join('')
    .trim()
  const text = values.get('称呼') === '您' ? filled.replace(/您\s*[,，、]\s*您/g, '您') : filled
  return {
    text,
    missing,
    used: names.flatMap((name) => {
      const value = values.get(name) ?? null
      return value === null ? [] : [{ name, value }]
    }),
    isMalformed,
    isComplete: missing.length === 0 && !isMalformed && text !== '',
  }
}
