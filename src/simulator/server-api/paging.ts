interface PageRequest {
  limit: unknown
  cursor: unknown
  /** Absent where the platform demands a limit. */
  defaultLimit?: number
  largestLimit: number
}

/** One page of a list with the cursor of the next, or nothing for a limit or cursor that cannot be. */
export function pageOf<T>(rows: T[], request: PageRequest): { rows: T[]; nextCursor: string } | undefined {
  const limit = request.limit ?? request.defaultLimit
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > request.largestLimit) {
    return undefined
  }
  const cursor = request.cursor ?? ''
  if (typeof cursor !== 'string') return undefined
  const start = cursor === '' ? 0 : Number(/^cursor-(\d+)$/.exec(cursor)?.[1] ?? Number.NaN)
  if (Number.isNaN(start)) return undefined
  const end = start + limit
  return { rows: rows.slice(start, end), nextCursor: end < rows.length ? `cursor-${end}` : '' }
}
