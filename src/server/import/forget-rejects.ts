import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database } from '../db/connect.ts'

export interface ForgottenRejects {
  rows: number
  /** Files that are there and could not be cleared: somebody has to see to them. */
  uncleared: string[]
}

const rowEnd = '\r\n'
const quotesIn = (text: string) => text.split('"').length - 1

/** Rows of a rejects file, each with its end: a line break within quotes belongs to the row. */
async function* rowsOf(file: string): AsyncGenerator<string> {
  let open = ''
  let row = ''
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = (open + String(chunk)).split(rowEnd)
    open = lines.pop() ?? ''
    for (const line of lines) {
      row += line + rowEnd
      if (quotesIn(row) % 2 === 1) continue
      yield row
      row = ''
    }
  }
  if (row + open !== '') yield row + open
}

const bare = (text: string) => text.replaceAll(/[\s\p{Pd}]/gu, '')

/** As written, and as one who types numbers with spaces or dashes would write it. */
function namesAny(row: string, names: readonly string[]): boolean {
  const text = row.replaceAll('""', '"')
  const joined = bare(text)
  return names.some((name) => text.includes(name) || joined.includes(bare(name)))
}

async function forgetIn(file: string, names: readonly string[]): Promise<number> {
  const before = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!before) return 0
  const kept = `${file}.kept`
  let rows = 0
  async function* others(): AsyncGenerator<string> {
    for await (const row of rowsOf(file))
      if (namesAny(row, names)) rows += 1
      else yield row
  }
  try {
    await pipeline(Readable.from(others()), createWriteStream(kept, { mode: before.mode, flush: true }))
    if (rows > 0) await rename(kept, file)
  } finally {
    await rm(kept, { force: true })
  }
  return rows
}

/** Takes every row out of the rejects files of all imports that names one of these; files removed since are no loss. */
export async function forgetRejects(db: Database, names: readonly string[]): Promise<ForgottenRejects> {
  const runs = await db
    .selectFrom('importRun')
    .select('rejectsFile')
    .distinct()
    .where('rejectsFile', 'is not', null)
    .execute()
  const forgotten: ForgottenRejects = { rows: 0, uncleared: [] }
  for (const { rejectsFile } of runs) {
    if (rejectsFile === null) continue
    try {
      forgotten.rows += await forgetIn(rejectsFile, names)
    } catch {
      forgotten.uncleared.push(rejectsFile)
    }
  }
  return forgotten
}
