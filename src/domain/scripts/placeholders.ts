export type BodyPart = { kind: 'text'; text: string } | { kind: 'placeholder'; name: string }

export interface ParsedBody {
  parts: BodyPart[]
  /** Names in order of first use, each once. */
  names: string[]
  /** A brace without its partner, or nothing between two braces: the text may not go out. */
  isMalformed: boolean
}

const pattern = /[{｛]([^{}｛｝]*)[}｝]/g
const brace = /[{}｛｝]/g

/** Splits a script into text and `{name}` placeholders; full-width braces count, spaces around a name do not. Stray braces are dropped from the text and reported. */
export function parseBody(body: string): ParsedBody {
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
