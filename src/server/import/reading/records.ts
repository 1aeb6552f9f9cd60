import type { FileHandle } from 'node:fs/promises'
import { cutRecords, type Cut } from './cut-records.ts'
import { decodeRecord, type Encoding, readableText } from './encoding.ts'

/** Where in the file: the byte, and the number of the line (from 1) that begins there. */
export interface Position {
  byte: number
  line: number
}

/** One record of the file as it stands there; usually a line, more when a quoted cell holds line ends. */
export interface FileRecord {
  line: number
  /** Behind the record: where reading may go on. */
  next: Position
  text: string
  problem: string | null
}

export const longestRecordBytes = 1024 * 1024
const chunkBytes = 256 * 1024
const shownOfOverlong = 500
const carriageReturn = 13

/**
 * The records of a file from a position on, a chunk at a time, blank lines left out. Memory is bounded by the longest record: what is
 * longer becomes a record with a problem. `delimiter` is null where quotes mean nothing (NDJSON, white space).
 */
export async function* readRecords(
  handle: FileHandle,
  from: Position,
  delimiter: string | null,
  encoding: Encoding = 'utf-8',
): AsyncGenerator<FileRecord[]> {
  let pending: Buffer = Buffer.alloc(0)
  let { byte, line } = from
  let overlong: string | null = null
  for (let isLast = false; !isLast;) {
    const chunk = Buffer.allocUnsafe(chunkBytes)
    const { bytesRead } = await handle.read(chunk, 0, chunkBytes, byte + pending.length)
    isLast = bytesRead === 0
    const read = chunk.subarray(0, bytesRead)
    pending = pending.length === 0 ? read : Buffer.concat([pending, read])
    const cuts: Cut[] = cutRecords(pending, { isLast, delimiter, longest: longestRecordBytes })
    const records: FileRecord[] = []
    for (const cut of cuts) {
      const next = { byte: byte + cut.end, line: line + cut.lines }
      if (overlong === null) {
        const record = recordOf(pending, cut, { line, next, encoding })
        if (record) records.push(record)
      } else {
        records.push({ line, next, text: overlong, problem: 'row: is longer than 1 MB' })
        overlong = null
      }
      line = next.line
    }
    const used = cuts[cuts.length - 1]?.end ?? 0
    byte += used
    pending = pending.subarray(used)
    if (pending.length > longestRecordBytes && !pending.includes(10)) {
      overlong ??= `${readableText(pending.subarray(0, shownOfOverlong), encoding)}…`
      byte += pending.length
      pending = Buffer.alloc(0)
    }
    if (records.length > 0) yield records
  }
}

function recordOf(
  bytes: Buffer,
  { start, textEnd, problem }: Cut,
  { line, next, encoding }: Pick<FileRecord, 'line' | 'next'> & { encoding: Encoding },
): FileRecord | null {
  const end = textEnd > start && bytes[textEnd - 1] === carriageReturn ? textEnd - 1 : textEnd
  const text = decodeRecord(bytes, { start, end }, encoding)
  if (text === null || problem !== null) {
    const shown = text ?? readableText(bytes.subarray(start, end), encoding)
    return { line, next, text: shown, problem: problem ?? notText(encoding) }
  }
  return text.trim() === '' ? null : { line, next, text, problem: null }
}

function notText(encoding: Encoding): string {
  const name = encoding === 'gbk' ? 'GBK' : 'UTF-8'
  return `row: is not ${name} text; save the file as UTF-8`
}
