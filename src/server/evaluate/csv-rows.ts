import { createReadStream } from 'node:fs'
import { EvaluateFailed } from './evaluate-failed.ts'

export interface CsvRow {
  /** Line on which the row starts, the header being line 1. */
  line: number
  cells: string[]
}

/** The rows of a comma-separated UTF-8 file as they stream in, header included; quotes as in RFC 4180, empty lines left out. */
export async function* csvRows(file: string): AsyncGenerator<CsvRow> {
  let line = 0
  let open: { line: number; text: string } | null = null
  for await (const text of fileLines(file)) {
    line += 1
    const whole: { line: number; text: string } = open
      ? { line: open.line, text: `${open.text}\n${text}` }
      : { line, text }
    open = hasOpenQuote(whole.text) ? whole : null
    if (open || whole.text.trim() === '') continue
    yield { line: whole.line, cells: cellsOf(whole.text) }
  }
  if (open) throw new EvaluateFailed('file', `${file} line ${open.line}: a quote is not closed`)
}

async function* fileLines(file: string): AsyncGenerator<string> {
  let rest = ''
  try {
    for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 18 })) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) yield withoutReturn(line)
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    throw new EvaluateFailed('file', `${file}: cannot be read (${String(error.code)})`)
  }
  if (rest !== '') yield withoutReturn(rest)
}

const byteOrderMark = '\ufeff'

function withoutReturn(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line
  return text.startsWith(byteOrderMark) ? text.slice(1) : text
}

function hasOpenQuote(text: string): boolean {
  if (!text.includes('"')) return false
  return (text.split('"').length - 1) % 2 === 1
}

const quotedCell = /\s*"((?:[^"]|"")*)"\s*(?:,|$)/y
const plainCell = /([^,]*)(?:,|$)/y

function cellsOf(text: string): string[] {
  if (!text.includes('"')) return text.split(',').map((cell) => cell.trim())
  const cells: string[] = []
  let at = 0
  let isLast = false
  while (!isLast) {
    quotedCell.lastIndex = at
    plainCell.lastIndex = at
    const quoted = quotedCell.exec(text)
    const match = quoted ?? plainCell.exec(text)
    const [whole = '', cell = ''] = match ?? []
    cells.push(quoted ? cell.replaceAll('""', '"') : cell.trim())
    at += whole.length
    isLast = !whole.endsWith(',')
  }
  return cells
}
