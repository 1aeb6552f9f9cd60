import type { FileProgress } from './service.ts'

const cells = 24
const secondMs = 1000

const count = (value: number) => Math.round(value).toLocaleString('en-US')

/** `75 s` or `3 min 05 s`. */
function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / secondMs))
  if (seconds < 100) return `${seconds} s`
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}

/** One line of a progress bar: share, rows, rows a second, and the time left at the speed of this run so far. */
export function progressLine({ bytes, totalBytes, rows, fromByte }: FileProgress, elapsedMs: number): string {
  const share = totalBytes === 0 ? 1 : bytes / totalBytes
  const full = Math.floor(share * cells)
  const bar = '█'.repeat(full) + '░'.repeat(cells - full)
  const perSecond = elapsedMs === 0 ? 0 : (rows / elapsedMs) * secondMs
  const done = bytes - fromByte
  const left = done > 0 ? `${duration((elapsedMs / done) * (totalBytes - bytes))} left` : ''
  const percent = `${Math.floor(share * 100)}%`.padStart(4)
  return `${bar} ${percent}  ${count(rows)} rows  ${count(perSecond)}/s  ${left}`.trimEnd()
}
