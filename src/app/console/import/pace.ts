import type { ImportFile } from '../../../contract/imports.ts'

export interface Sample {
  at: number
  rows: number
  doneBytes: number
}

export interface Pace {
  rowsPerSecond: number
  secondsLeft: number
}

export const rowsOf = ({ accepted, duplicates, rejected }: ImportFile): number =>
  accepted + duplicates + rejected

/** How fast an import went since an earlier look, and how long the rest takes at that; null while nothing moved. */
export function paceSince(first: Sample, now: Sample, fileBytes: number): Pace | null {
  const seconds = (now.at - first.at) / 1000
  const bytes = now.doneBytes - first.doneBytes
  if (seconds <= 0 || bytes <= 0) return null
  return {
    rowsPerSecond: Math.round((now.rows - first.rows) / seconds),
    secondsLeft: Math.ceil(((fileBytes - now.doneBytes) / bytes) * seconds),
  }
}
