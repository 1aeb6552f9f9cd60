import { ingestLimit } from '../../contract/ingest.ts'
import { AppError } from '../http/app-error.ts'

/** A line of NDJSON that is no JSON: refused by its index while the other lines go on. */
export class BrokenLine {
  readonly problem = 'row: is not valid JSON; write one complete JSON object on each line'
}

/** The rows of a JSON array. */
export function readArray(text: string): unknown[] {
  let value: unknown
  try {
    value = JSON.parse(withoutMark(text))
  } catch {
    throw invalid(
      'body: is not valid JSON; for one object on each line send Content-Type: application/x-ndjson',
    )
  }
  if (!Array.isArray(value)) throw invalid('body: must be a JSON array of rows')
  return limited(value)
}

/** The rows of NDJSON, one JSON value on each line; blank lines do not count. */
export function readLines(text: string): unknown[] {
  const lines = withoutMark(text)
    .split('\n')
    .filter((line) => line.trim() !== '')
  return limited(lines).map((line) => {
    try {
      return JSON.parse(line) as unknown
    } catch {
      return new BrokenLine()
    }
  })
}

function limited<T>(rows: T[]): T[] {
  if (rows.length <= ingestLimit) return rows
  throw invalid(`body: has ${rows.length} rows; send at most ${ingestLimit} rows in one request`)
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function invalid(message: string): AppError {
  return new AppError('invalid_input', { message })
}
