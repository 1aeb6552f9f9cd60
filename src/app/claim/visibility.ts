/** Whether a person can see the page: not in a background tab and not prerendered ahead of a tap. */
export function isSeen(): boolean {
  const { prerendering } = document as Document & { prerendering?: boolean }
  return document.visibilityState === 'visible' && prerendering !== true
}

/** Calls `react` each time the page comes into a person's sight. */
export function onSeen(react: () => void): void {
  const check = (): void => {
    if (isSeen()) react()
  }
  document.addEventListener('visibilitychange', check)
  document.addEventListener('prerenderingchange', check)
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) check()
  })
}
