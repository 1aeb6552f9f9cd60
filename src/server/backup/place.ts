import { link, open, rename, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { BackupFailed } from './failure.ts'

export const shown = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MB`

export async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0
}

export async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null
}

async function synced(file: string): Promise<void> {
  const handle = await open(file, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Refuses a missing folder, a name that is taken, and a disk that has no room for `bytes`. */
export async function checkPlace(file: string, bytes: number): Promise<void> {
  const folder = path.dirname(path.resolve(file))
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    throw new BackupFailed(`${file}: there is no folder ${folder}; make it or choose another`)
  if (await exists(file))
    throw new BackupFailed(`${file}: exists already and is not overwritten; choose another name`)
  await checkRoom(file, bytes)
}

export async function checkRoom(file: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(path.dirname(path.resolve(file)))
  if (bavail * bsize >= bytes) return
  throw new BackupFailed(
    `${file}: the disk is full; ${shown(bytes)} are needed and ${shown(bavail * bsize)} are free`,
  )
}

/** What SQLite may have left beside a file that is not needed any more. */
export async function remove(file: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(file + suffix, { force: true })
}

/** Puts a finished file at its name, whole or not at all, and never over another. */
export async function publish(temporary: string, file: string): Promise<void> {
  await synced(temporary)
  try {
    await link(temporary, file)
    await rm(temporary)
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (code === 'EEXIST')
      throw new BackupFailed(`${file}: exists already and is not overwritten; choose another name`)
    // Some file systems know no second name.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error
    await rename(temporary, file)
  }
  await synced(path.dirname(path.resolve(file)))
}

/** Puts a finished file in the place of another, which goes on under the name `kept`. */
export async function replace(temporary: string, file: string, kept: string | null): Promise<void> {
  await synced(temporary)
  if (kept !== null) await link(file, kept).catch(() => rename(file, kept))
  await rename(temporary, file)
  await synced(path.dirname(path.resolve(file)))
}
