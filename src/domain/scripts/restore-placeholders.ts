import { parseBody } from './placeholders.ts'
import type { FilledVariable } from './render.ts'
import { scriptVariable } from './variables.ts'

interface Span extends FilledVariable {
  /** [start, end) in the filled text. */
  start: number
  end: number
}

/** A fallback 您 is said once where the text goes on with another: what rendering left out behind it. */
const doubled = /^\s*[,，、]\s*您/
const doubledStart = /^您\s*[,，、]\s*您/

/**
 * The edited text as a template again: where a variable's value still stands beside what stood beside it, its placeholder
 * comes back, so that another customer gets a value of their own. `body` and `variables` are what `draft` was filled from. The
 * customer's own 称呼 comes back wherever it is written, typed by hand or not, so that no name is kept.
 */
export function restorePlaceholders(
  draft: string,
  body: string,
  variables: readonly FilledVariable[],
): string {
  const { filled, spans } = fill(body, variables)
  let [restored, from] = ['', 0]
  for (const { name, value, start, end } of spans) {
    const left = isFallback({ name, value }) ? (doubled.exec(filled.slice(end))?.[0] ?? '') : ''
    const at = placeOf(value, {
      draft,
      from,
      before: filled.slice(0, start),
      after: filled.slice(end + left.length),
    })
    if (at === null) continue
    const isSaid = draft.startsWith(left, at + value.length)
    restored += `${draft.slice(from, at)}{${name}}${isSaid ? '' : left}`
    from = at + value.length
  }
  restored += draft.slice(from)
  const own = variables.find(({ name }) => name === '称呼')
  return own === undefined || isFallback(own) ? restored : restored.replaceAll(own.value, '{称呼}')
}

/** The body with what is known filled in; a variable without a value stays a placeholder, to be filled in by hand. */
export function knownText(body: string, variables: readonly FilledVariable[]): string {
  const { filled, spans } = fill(body, variables)
  const [first] = spans
  const isDoubled = first?.start === 0 && isFallback(first) && doubled.test(filled.slice(first.end))
  return isDoubled ? filled.replace(doubledStart, '您') : filled
}

function isFallback({ name, value }: FilledVariable): boolean {
  return name === '称呼' && value === scriptVariable(name)?.fallback
}

function fill(body: string, variables: readonly FilledVariable[]): { filled: string; spans: Span[] } {
  const values = new Map(variables.map(({ name, value }) => [name, value]))
  const spans: Span[] = []
  let filled = ''
  for (const part of parseBody(body).parts) {
    const value = part.kind === 'text' ? part.text : values.get(part.name)
    if (part.kind === 'placeholder' && value !== undefined)
      spans.push({ name: part.name, value, start: filled.length, end: filled.length + value.length })
    filled += value ?? (part.kind === 'placeholder' ? `{${part.name}}` : '')
  }
  return { filled, spans }
}

interface Search {
  draft: string
  /** Where to look from. */
  from: number
  before: string
  after: string
}

/** Where the value stands in the draft, best by its neighbours on both sides; null where none is beside it. */
function placeOf(value: string, { draft, from, before, after }: Search): number | null {
  let [best, most] = [null as number | null, 0]
  for (let at = draft.indexOf(value, from); at >= 0; at = draft.indexOf(value, at + 1)) {
    const near = alikeEnd(draft.slice(0, at), before) + alikeStart(draft.slice(at + value.length), after)
    if (near > most) [best, most] = [at, near]
  }
  return best
}

/** How many characters two texts begin with alike; where one ends, both may end. */
function alikeStart(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return length === one.length && length === other.length ? length + 1 : length
}

function alikeEnd(one: string, other: string): number {
  let length = 0
  while (length < one.length && one.at(-1 - length) === other.at(-1 - length)) length += 1
  return length === one.length && length === other.length ? length + 1 : length
}
