import type { HostEnvironment } from './bridge.ts'

/** WeCom's user agents contain `MicroMessenger` too, so only `wxwork` counts. */
export function readEnvironment(userAgent: string): HostEnvironment {
  return {
    isWecom: /wxwork\//i.test(userAgent),
    isPhone: /android|iphone|ipad|ipod|mobile/i.test(userAgent),
  }
}

/** Aborts when the page leaves for good, not when it is only put aside for a later return. */
export function pageClosed(): AbortSignal {
  const controller = new AbortController()
  window.addEventListener('pagehide', (event) => {
    if (!event.persisted) controller.abort()
  })
  return controller.signal
}
