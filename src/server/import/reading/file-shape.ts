import type { FileHandle } from 'node:fs/promises'
import { ImportFailed } from '../import-failed.ts'
import { type Encoding, encodingOf, readableText } from './encoding.ts'
import type { Position } from './records.ts'

/** How the records of a file are to be read. `delimiter` is null where quotes mean nothing. */
export interface FileShape {
  format: 'table' | 'whitespace' | 'ndjson'
  delimiter: string | null
  encoding: Encoding
  /** Behind a byte order mark. */
  start: Position
}

export interface GivenShape {
  format?: 'csv' | 'tsv' | 'whitespace' | 'ndjson' | undefined
  delimiter?: string | undefined
  encoding?: 'utf-8' | 'gbk' | undefined
}

const headBytes = 64 * 1024
const delimiters = [',', ';', '\t', '|']
const foreign: [start: string, is: string][] = [
  ['fffe', 'UTF-16 text; save it as "CSV UTF-8"'],
  ['feff', 'UTF-16 text; save it as "CSV UTF-8"'],
  ['504b0304', 'an Excel workbook or a zip archive; save the sheet as "CSV UTF-8"'],
  ['d0cf11e0', 'an old Excel workbook; save the sheet as "CSV UTF-8"'],
  ['1f8b', 'gzip; unpack it first'],
]

/** Looks at the beginning of a file: byte order mark, then what the mapping does not say about its format. */
export async function readShape(handle: FileHandle, given: GivenShape): Promise<FileShape> {
  const head = Buffer.alloc(headBytes)
  const { bytesRead } = await handle.read(head, 0, headBytes, 0)
  const hex = head.toString('hex', 0, Math.min(4, bytesRead))
  const known = foreign.find(([start]) => hex.startsWith(start))
  if (known) throw new ImportFailed(`is ${known[1]}`)
  const markBytes = hex.startsWith('efbbbf') ? 3 : 0
  const start = { byte: markBytes, line: 1 }
  const seen = head.subarray(markBytes, bytesRead)
  if (isWide(seen)) throw new ImportFailed('is UTF-16 text; save it as "CSV UTF-8"')
  const encoding = markBytes > 0 ? 'utf-8' : (given.encoding ?? encodingOf(seen))
  const text = readableText(seen, encoding).trimStart()
  const format = given.format ?? (given.delimiter === undefined ? sniffFormat(text) : 'csv')
  if (format === 'ndjson' || format === 'whitespace') return { format, delimiter: null, encoding, start }
  const delimiter = given.delimiter ?? (format === 'tsv' ? '\t' : (sniffDelimiter(text) ?? ','))
  return { format: 'table', delimiter, encoding, start }
}

/** Every other byte of ASCII in UTF-16 is 0, in no other text. */
function isWide(bytes: Buffer): boolean {
  const shown = bytes.subarray(0, 256)
  return shown.filter((byte) => byte === 0).length > shown.length / 4
}

function sniffFormat(text: string): 'csv' | 'whitespace' | 'ndjson' {
  if (text.startsWith('{')) return 'ndjson'
  if (text.startsWith('[')) throw new ImportFailed('is a JSON array; write one object on each line (NDJSON)')
  if (sniffDelimiter(text) !== null) return 'csv'
  return /^\S+[ ]+\S/.test(text) ? 'whitespace' : 'csv'
}

/** The delimiter that the first record has most of, outside quotes. */
function sniffDelimiter(text: string): string | null {
  const counts = new Map(delimiters.map((delimiter) => [delimiter, 0]))
  let isInQuotes = false
  for (const character of text) {
    if (character === '"') isInQuotes = !isInQuotes
    else if (isInQuotes) continue
    else if (character === '\n') break
    else if (counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  const [best] = [...counts].sort(([, one], [, other]) => other - one)
  return best && best[1] > 0 ? best[0] : null
}
