const storageKey = 'zhike:signed-in-at'
const quietMs = 30_000

/** Back to sign-in, but never in a circle: a session that is refused right after signing in needs a person. */
export function signIn(isAsked = false): void {
  let lastAt = 0
  try {
    lastAt = Number(sessionStorage.getItem(storageKey) ?? 0)
    sessionStorage.setItem(storageKey, String(Date.now()))
  } catch {
    lastAt = 0
  }
  if (isAsked || Date.now() - lastAt > quietMs) location.replace('/auth/wecom?return_to=/')
}
