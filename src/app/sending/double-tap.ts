/** A second tap this soon belongs to the first one, even when WeCom took the first within the blink of an eye. */
const doubleTapMs = 800

export function isDoubleTap(sentAt: number | undefined, now: number): boolean {
  return sentAt !== undefined && now - sentAt < doubleTapMs
}
