import { type FileHandle, open } from 'node:fs/promises'

export interface Reject {
  line: number
  reason: string
  /** The row as it stands in the file. */
  text: string
}

const title = '\uFEFFline,reason,row\r\n'
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`

/**
 * Writes rejects at a place of the file and cuts what lay behind: what an interrupted run had written without storing its batch is
 * written again, not twice. Answers where the next ones go. A byte order mark lets spreadsheets read the Chinese.
 */
export async function writeRejects(file: string, at: number, rejects: readonly Reject[]): Promise<number> {
  const { handle, start } = await openAt(file, at)
  try {
    const lines = rejects
      .map(({ line, reason, text }) => `${line},${cell(reason)},${cell(text)}\r\n`)
      .join('')
    const bytes = Buffer.from(start === 0 ? title + lines : lines)
    await handle.write(bytes, 0, bytes.length, start)
    await handle.truncate(start + bytes.length)
    await handle.sync()
    return start + bytes.length
  } finally {
    await handle.close()
  }
}

/** A file that was removed or cut meanwhile goes on from what is left. */
async function openAt(file: string, at: number): Promise<{ handle: FileHandle; start: number }> {
  if (at > 0) {
    const handle = await open(file, 'r+').catch(() => null)
    if (handle) return { handle, start: Math.min(at, (await handle.stat()).size) }
  }
  return { handle: await open(file, 'w'), start: 0 }
}
