import { simplify } from './traditional.ts'

/** Characters put between the letters of a word to hide it; sentence marks are not among them. */
const separator = /[\s\u200b-\u200f\u2060\ufeff·・•‧.*_~|/\\+=^\-—–]/u

export interface FoldedText {
  folded: string
  /** For each character of `folded`, where it begins and ends in the original text. */
  starts: number[]
  ends: number[]
}

const plainForms = new Map<string, string>()
/** More than any text is written with. */
const mostForms = 20_000

/** A character as it reads; empty for a separator. Each one is worked out once. */
function plainForm(character: string): string {
  const known = plainForms.get(character)
  if (known !== undefined) return known
  let form = ''
  for (const plain of character.normalize('NFKC').toLowerCase())
    if (!separator.test(plain)) form += simplify(plain)
  if (plainForms.size < mostForms) plainForms.set(character, form)
  return form
}

/** The text as it reads, as in `foldText`, where nobody asks for positions. */
export function foldedOf(text: string): string {
  let folded = ''
  for (const character of text) folded += plainForm(character)
  return folded
}

/** The text as it reads: half-width, lower case, simplified, without separators; positions lead back to the original. */
export function foldText(text: string): FoldedText {
  const result: FoldedText = { folded: '', starts: [], ends: [] }
  let at = 0
  for (const character of text) {
    const end = at + character.length
    const plain = plainForm(character)
    result.folded += plain
    for (let unit = 0; unit < plain.length; unit += 1) {
      result.starts.push(at)
      result.ends.push(end)
    }
    at = end
  }
  return result
}
