/** A function of a text that keeps its latest answer: what is stored is read anew each time, and parsed when it changed. */
export function remembered<T>(read: (text: string | null) => T): (text: string | null) => T {
  let latest: { text: string | null; value: T } | null = null
  return (text) => {
    if (latest === null || latest.text !== text) latest = { text, value: read(text) }
    return latest.value
  }
}
