export type Outcome = 'accepted' | 'duplicate'

export interface ChangedRow<T> {
  row: T
  hash: string
}

/**
 * Compares rows, in their order, with what is stored and with each other: a row equal to the latest one of its key is a
 * duplicate, any other is accepted and becomes the latest.
 */
export function sortOut<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  hashOf: (row: T & Record<string, unknown>) => string,
  stored: ReadonlyMap<string, string>,
): { outcomes: Outcome[]; changed: ChangedRow<T>[] } {
  const latest = new Map(stored)
  const changed: ChangedRow<T>[] = []
  const outcomes = rows.map((row): Outcome => {
    const hash = hashOf(row as T & Record<string, unknown>)
    if (latest.get(keyOf(row)) === hash) return 'duplicate'
    latest.set(keyOf(row), hash)
    changed.push({ row, hash })
    return 'accepted'
  })
  return { outcomes, changed }
}
