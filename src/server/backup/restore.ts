import { chmod, chown, constants, copyFile, mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { openSqlite } from '../db/connect.ts'
import { BackupFailed, failureAt } from './failure.ts'
import { inspectCopy, type RowCounts, type SqliteFile } from './inspect.ts'
import { checkRoom, exists, remove, replace, sizeOf } from './place.ts'

/** A command that ends at this moment is waited for; a server is not. */
const patienceMs = 500

export interface Restored {
  rows: RowCounts
  /** Where the former file lies; null when there was none. */
  keptAs: string | null
}

async function freeName(target: string, asOf: number): Promise<string> {
  const stamp = new Date(asOf).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  const wanted = `${target}.before-restore-${stamp}`
  for (let turn = 1; ; turn += 1) {
    const name = turn === 1 ? wanted : `${wanted}-${turn}`
    if (!(await exists(name))) return name
  }
}

/**
 * The former file, held alone. Every process that has a store open keeps a shared lock on its file for as long as it runs,
 * so that nobody can leave the write-ahead log while a server is there. Null: what lies there is no database, which no
 * server can have open.
 */
async function hold(target: string): Promise<SqliteFile | null> {
  let former: SqliteFile
  try {
    former = await openSqlite(`file:${target}`)
  } catch {
    return null
  }
  try {
    former.pragma(`busy_timeout = ${patienceMs}`)
    former.pragma('journal_mode = delete')
    former.exec('begin exclusive')
    return former
  } catch (error) {
    former.close()
    const code = String((error as { code?: unknown }).code)
    if (/^SQLITE_(BUSY|LOCKED)/.test(code))
      throw new BackupFailed(
        `DATABASE_URL: a server or another command has ${target} open; stop it and try again`,
        { cause: error },
      )
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return null
    throw error
  }
}

/** The new file belongs to whom the former belonged; another user's server could not write it otherwise. */
async function takeOver(temporary: string, target: string): Promise<void> {
  const former = await stat(target).catch(() => null)
  if (!former) return
  await chmod(temporary, former.mode)
  await chown(temporary, former.uid, former.gid).catch(() => undefined)
}

/** Puts a backup in the place of the store, after reading it whole; refuses while anybody has the store open. */
export async function restore(target: string, file: string, asOf: number): Promise<Restored> {
  const backup = await stat(file).catch(() => null)
  if (!backup?.isFile()) throw new BackupFailed(`${file}: there is no such file`)
  if ((await sizeOf(`${file}-wal`)) > 0)
    throw new BackupFailed(`${file}: is in use, or copied by hand; make backups with "zhike backup FILE"`)
  const before = await stat(target).catch(() => null)
  if (before && before.ino === backup.ino && before.dev === backup.dev)
    throw new BackupFailed(`${file}: is the store itself; give a backup`)
  const temporary = `${target}.restoring`
  try {
    await mkdir(path.dirname(path.resolve(target)), { recursive: true })
    await checkRoom(target, backup.size)
    await remove(temporary)
    await copyFile(file, temporary, constants.COPYFILE_FICLONE)
    const { rows } = await inspectCopy(temporary, file)
    if (before === null) {
      await replace(temporary, target, null)
      return { rows, keptAs: null }
    }
    await takeOver(temporary, target)
    const keptAs = await freeName(target, asOf)
    const former = await hold(target)
    try {
      await replace(temporary, target, keptAs)
      if (former === null) for (const suffix of ['-wal', '-shm']) await remove(target + suffix)
    } finally {
      former?.close()
    }
    return { rows, keptAs }
  } catch (error) {
    throw failureAt(target, error)
  } finally {
    await remove(temporary).catch(() => undefined)
  }
}
