/** Another process changed the same customers at the same time; the transaction has to be run again. */
export class ConcurrentChange extends Error {}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** Two transactions got in each other's way; the same transaction again will work. */
export function isTransient(error: unknown): boolean {
  const code = codeOf(error)
  return (
    error instanceof ConcurrentChange ||
    code === '40001' ||
    code === '40P01' ||
    code.startsWith('SQLITE_BUSY') ||
    code.startsWith('SQLITE_LOCKED')
  )
}

/** The database refused a value or a constraint: the fault of a row, not of the connection. */
export function isRowFault(error: unknown): boolean {
  const code = codeOf(error)
  return /^2[23]/.test(code) || /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(code)
}
