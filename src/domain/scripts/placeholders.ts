export type BodyPart = { kind: 'text'; text: string } | { kind: 'placeholder'; name: string }

export interface ParsedBody {
  parts: readonly BodyPart[]
  /** Names in order of first use, each once. */
  names: readonly string[]
  /** A brace without its partner, or nothing between two braces: the text may not go out. */
  isMalformed: boolean
}

const pattern = /[{｛]([^{}｛｝]*)[}｝]/g
const brace = /[{}｛｝]/g

const parsed = new Map<string, ParsedBody>()
/** More than a store's scripts. */
const mostBodies = 2000

/** Splits a script into text and `{name}` placeholders; full-width braces count, spaces around a name do not. Stray braces are dropped from the text and reported. Each text is split once. */
export function parseBody(body: string): ParsedBody {
  const known = parsed.get(body)
  if (known) return known
  const result = split(body)
  if (parsed.size >= mostBodies) parsed.clear()
  parsed.set(body, result)
  return result
}

function split(body: string): ParsedBody {
  const parts: BodyPart[] = []
  let isMalformed = false
  const addText = (raw: string) => {
    const text = raw.replace(brace, '')
    if (text !== raw) isMalformed = true
    if (text !== '') parts.push({ kind: 'text', text })
  }
  let end = 0
  for (const match of body.matchAll(pattern)) {
    addText(body.slice(end, match.index))
    const name = (match[1] ?? '').trim()
    if (name === '') isMalformed = true
    else parts.push({ kind: 'placeholder', name })
    end = match.index + match[0].length
  }
  addText(body.slice(end))
  const names = [...new Set(parts.flatMap((part) => (part.kind === 'placeholder' ? [part.name] : [])))]
  return { parts, names, isMalformed }
}
