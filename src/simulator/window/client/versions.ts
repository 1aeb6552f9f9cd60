import type { Switches } from '../../protocol/switches.ts'

/** Whether a client version is at least the needed one, compared number by number. */
export function isAtLeast(version: string, needed: string): boolean {
  const own = version.split('.').map(Number)
  const other = needed.split('.').map(Number)
  for (let index = 0; index < Math.max(own.length, other.length); index += 1) {
    const difference = (own[index] ?? 0) - (other[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}

export function isMobile(platform: Switches['platform']): boolean {
  return platform === 'ios' || platform === 'android' || platform === 'harmony'
}
