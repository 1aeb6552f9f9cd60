import { chmod } from 'node:fs/promises'
import { type Database, openSqlite } from '../db/connect.ts'
import { BackupFailed, failureAt } from './failure.ts'
import { inspectCopy, rowCounts, type RowCounts, withCopy } from './inspect.ts'
import { checkPlace, exists, publish, remove, sizeOf } from './place.ts'

const pagesAtOnce = 4000
/** Everybody's customers are in it. */
const ownerOnly = 0o600

export interface BackupMade {
  bytes: number
  rows: RowCounts
}

interface Options {
  onProgress?: (percent: number) => void
  /** Looks at the copy of a store of this release before it counts. */
  verify?: (db: Database) => Promise<void>
}

/**
 * One moment of the store: within a read transaction the writers of a server go on, and what they write is not seen. The
 * online backup of SQLite would begin anew with every write of another process.
 */
async function copySnapshot(
  source: string,
  copy: string,
  onProgress: (percent: number) => void,
): Promise<RowCounts> {
  const database = await openSqlite(`file:${source}`)
  try {
    database.exec('begin')
    const rows = rowCounts(database)
    await database.backup(copy, {
      progress({ totalPages, remainingPages }) {
        onProgress(Math.floor((100 * (totalPages - remainingPages)) / Math.max(1, totalPages)))
        return pagesAtOnce
      },
    })
    database.exec('commit')
    return rows
  } finally {
    database.close()
  }
}

function compare(file: string, wanted: RowCounts, found: RowCounts): void {
  const wrong = Object.keys({ ...wanted, ...found }).filter((table) => wanted[table] !== found[table])
  if (wrong.length > 0) throw new BackupFailed(`${file}: the copy lacks rows of ${wrong.join(', ')}`)
}

/** Copies a live SQLite store to a new file, reads the copy whole, and only then gives it its name. */
export async function backUp(
  source: string,
  file: string,
  { onProgress = () => undefined, verify }: Options = {},
): Promise<BackupMade> {
  if (!(await exists(source)))
    throw new BackupFailed(`DATABASE_URL: there is no database at ${source}; start it once, or set the key`)
  await checkPlace(file, (await sizeOf(source)) + (await sizeOf(`${source}-wal`)))
  const temporary = `${file}.part`
  try {
    await remove(temporary)
    const rows = await copySnapshot(source, temporary, onProgress)
    await chmod(temporary, ownerOnly)
    const copied = await inspectCopy(temporary, file)
    compare(file, rows, copied.rows)
    if (verify && copied.isCurrent) await withCopy(temporary, verify)
    await publish(temporary, file)
    return { bytes: await sizeOf(file), rows }
  } catch (error) {
    throw failureAt(file, error)
  } finally {
    await remove(temporary).catch(() => undefined)
  }
}
