const secondMs = 1000
const daySeconds = 86_400

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0')
}

/** 还剩: `HH:MM:SS`, with whole days ahead of it from 24 hours on; never below zero. */
export function remainingText(remainingMs: number): string {
  const seconds = Math.max(0, Math.floor(remainingMs / secondMs))
  const days = Math.floor(seconds / daySeconds)
  const clock = [(seconds % daySeconds) / 3600, (seconds % 3600) / 60, seconds % 60].map(twoDigits).join(':')
  return days === 0 ? clock : `${days}天 ${clock}`
}

/** `MM-DD HH:mm` on the reader's own wall clock. */
export function deadlineText(expiresAt: number): string {
  const at = new Date(expiresAt)
  const day = `${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`
  return `${day} ${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`
}
