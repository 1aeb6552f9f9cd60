import { simplify } from '../../domain/scripts/words/traditional.ts'

/** A text prepared for searching: each character with its possible readings (empty while pinyin is not loaded). */
export interface Searchable {
  text: string
  readings: readonly (readonly string[])[]
}

export interface Range {
  start: number
  /** Exclusive. */
  end: number
}

/** Traditional as Simplified; places in the text stay. */
export function plainText(text: string): string {
  return Array.from(text, simplify).join('')
}

/** How far a reading takes the query: the whole syllable, its beginning at the end of the query, or its initial. */
function steps(reading: string, query: string): number[] {
  const lengths: number[] = []
  if (query.startsWith(reading)) lengths.push(reading.length)
  else if (reading.startsWith(query)) lengths.push(query.length)
  if (reading[0] === query[0]) lengths.push(1)
  return lengths
}

/** Where the query ends when it starts at `index`, or -1; hanzi, full pinyin and initials may be mixed. */
function endFrom({ text, readings }: Searchable, index: number, query: string): number {
  if (query === '') return index
  const character = text[index]?.toLowerCase()
  if (character === undefined) return -1
  if (query[0] === character) {
    const end = endFrom({ text, readings }, index + 1, query.slice(1))
    if (end >= 0) return end
  }
  for (const reading of readings[index] ?? []) {
    for (const length of steps(reading, query)) {
      const end = endFrom({ text, readings }, index + 1, query.slice(length))
      if (end >= 0) return end
    }
  }
  return -1
}

/** The first place where the query fits; null when nowhere. Case, width, spaces and apostrophes in the query do not count. */
export function findMatch(searchable: Searchable, query: string): Range | null {
  const wanted = plainText(query.normalize('NFKC')).toLowerCase().replace(/[\s']/g, '')
  if (wanted === '') return null
  const plain = searchable.text.toLowerCase().indexOf(wanted)
  if (plain >= 0) return { start: plain, end: plain + wanted.length }
  for (let start = 0; start < searchable.text.length; start += 1) {
    const end = endFrom(searchable, start, wanted)
    if (end > start) return { start, end }
  }
  return null
}
