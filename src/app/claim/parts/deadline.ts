import { deadlineText, remainingText } from '../remaining.ts'
import { element } from './element.ts'

const tickMs = 1000
const announcedAt = [
  { remainingMs: 120_000, words: '还剩 2 分钟' },
  { remainingMs: 30_000, words: '还剩 30 秒' },
]

export interface Deadline {
  line: HTMLElement
  /** Counts down to `expiresAt` from the server's clock; the phone's clock only measures how much time went by. */
  start(expiresAt: number, serverNow: number): void
  stop(): void
}

export function createDeadline(announce: (words: string) => void, onEnd: () => void): Deadline {
  const remaining = element('strong', { role: 'timer' })
  const until = element('span', {})
  const line = element('p', { class: 'deadline' }, element('span', {}, '还剩 ', remaining), until)
  let timer: ReturnType<typeof setInterval> | undefined
  let endedAt: number | undefined

  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }

  function start(expiresAt: number, serverNow: number): void {
    stop()
    const startedAt = performance.now()
    let previousMs = expiresAt - serverNow
    until.textContent = `${deadlineText(expiresAt)} 前有效`
    remaining.textContent = remainingText(previousMs)

    timer = setInterval(() => {
      const leftMs = expiresAt - serverNow - (performance.now() - startedAt)
      remaining.textContent = remainingText(leftMs)
      for (const mark of announcedAt) {
        if (previousMs > mark.remainingMs && leftMs <= mark.remainingMs) announce(mark.words)
      }
      previousMs = leftMs
      if (leftMs > 0) return
      stop()
      // Once per deadline: a server whose answer still counts it as valid is not asked every second.
      if (endedAt !== expiresAt) onEnd()
      endedAt = expiresAt
    }, tickMs)
  }

  return { line, start, stop }
}
