import { open } from 'node:fs/promises'
import type { ImportKind } from '../../../contract/imports.ts'
import { ImportFailed } from '../import-failed.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { planFile, withFile } from '../open-file.ts'
import { splitCells } from '../reading/cells.ts'
import { cutRecords } from '../reading/cut-records.ts'
import { longestRecordBytes, readRecords } from '../reading/records.ts'

/** The first line of a file that has titles, and what stands between them. */
export interface Header {
  text: string
  delimiter: string
}

const byteOrderMark = '\uFEFF'
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

/** The titles of a file, without which its rejected rows could not be imported again; null where it has none. */
export function headerOf(
  file: string,
  kind: ImportKind,
  { mapping, timeZone }: { mapping: Mapping | null; timeZone: string },
): Promise<Header | null> {
  return withFile(file, async (handle) => {
    const planned = await planFile(handle, kind, { mapping, timeZone })
    if (!planned?.plan.hasHeader || planned.shape.delimiter === null) return null
    const { start, delimiter, encoding } = planned.shape
    for await (const [first] of readRecords(handle, start, delimiter, encoding))
      if (first) return { text: first.text, delimiter }
    return null
  }).catch((error: unknown) => {
    // The import itself will say what is wrong with the file.
    if (error instanceof ImportFailed) return null
    throw error
  })
}

/**
 * A rejects file as one to mend and import again: the titles of the file it came from, and each line as it stood there behind its
 * number and the reason. Both are columns that no mapping by titles reads.
 */
export async function* mendableLines(
  rejectsFile: string,
  { text, delimiter }: Header,
): AsyncGenerator<string> {
  const handle = await open(rejectsFile, 'r')
  try {
    yield `${byteOrderMark}${['拒收行号', '拒收原因', text].join(delimiter)}\r\n`
    const start = { byte: Buffer.byteLength(byteOrderMark), line: 1 }
    let isTitle = true
    for await (const records of readRecords(handle, start, ',')) {
      for (const record of records) {
        const [line = '', reason = '', row = ''] = splitCells(record.text, ',')
        if (!isTitle)
          yield linesOf(row, delimiter)
            .map((each) => `${[line, quoted(reason), each].join(delimiter)}\r\n`)
            .join('')
        isTitle = false
      }
    }
  } finally {
    await handle.close()
  }
}

/** The lines of an order that was refused whole lie in one row. */
function linesOf(row: string, delimiter: string): string[] {
  const bytes = Buffer.from(row)
  return cutRecords(bytes, { isLast: true, delimiter, longest: longestRecordBytes }).map(
    ({ start, textEnd }) => bytes.toString('utf8', start, textEnd).replace(/\r$/, ''),
  )
}
