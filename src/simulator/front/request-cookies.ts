/** One cookie of a request header, decoded; absent, empty and undecodable all read as null. */
export function requestCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const separator = pair.indexOf('=')
    if (separator < 0 || pair.slice(0, separator).trim() !== name) continue
    try {
      return decodeURIComponent(pair.slice(separator + 1).trim()) || null
    } catch {
      return null
    }
  }
  return null
}
