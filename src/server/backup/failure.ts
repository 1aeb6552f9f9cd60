/** Why a backup was not made or not brought back; the sentence names the file and says what to do. */
export class BackupFailed extends Error {}

const full = 'the disk is full; free some space or choose another place'
const forbidden = 'this user may not write there; choose another folder or mend its rights'

const reasons: Record<string, string> = {
  ENOSPC: full,
  EDQUOT: full,
  SQLITE_FULL: full,
  EFBIG: 'the file may not become that large; raise the limit or choose another place',
  SQLITE_IOERR: 'it could not be written whole; is the disk full, or is there a limit on file sizes?',
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: forbidden,
  SQLITE_CANTOPEN: forbidden,
  SQLITE_READONLY: forbidden,
}

/** The failure of an operation on `file` in words; what nobody expected keeps its own. */
export function failureAt(file: string, error: unknown): BackupFailed {
  if (error instanceof BackupFailed) return error
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  const message = error instanceof Error ? error.message : String(error)
  const reason = reasons[code.startsWith('SQLITE_IOERR') ? 'SQLITE_IOERR' : code]
  return new BackupFailed(`${file}: ${reason ?? message}`, { cause: error })
}
