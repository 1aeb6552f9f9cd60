/** Another process changed the same customers at the same time; the transaction has to be run again. */
export class ConcurrentChange extends Error {}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** Another process holds the SQLite file. */
export function isLocked(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY')
}

/** Two transactions got in each other's way; the same transaction again will work. */
export function isTransient(error: unknown): boolean {
  const code = codeOf(error)
  return (
    error instanceof ConcurrentChange ||
    code === '40001' ||
    code === '40P01' ||
    isLocked(error) ||
    code.startsWith('SQLITE_LOCKED')
  )
}

/** The database refused a value or a constraint: the fault of a row, not of the connection. */
export function isRowFault(error: unknown): boolean {
  const code = codeOf(error)
  return /^2[23]/.test(code) || /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(code)
}

/** Nothing more can be written: the disk, a quota or a limit on the size of a file. */
export function isFull(error: unknown): boolean {
  return ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', '53100'].includes(codeOf(error))
}

const goneCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03'])
const goneWords =
  /^Connection terminated|not queryable$|^timeout exceeded when trying to connect|^Client was closed/

/** The database stopped, restarts or cannot be reached: the fault of nobody's request. */
export function isGone(error: unknown): boolean {
  const code = codeOf(error)
  return (
    goneCodes.has(code) || code.startsWith('08') || (error instanceof Error && goneWords.test(error.message))
  )
}
