import type { Host } from './bridge.ts'
import { copyInBrowser } from './clipboard.ts'
import { pageClosed, readEnvironment } from './environment.ts'

/** A plain browser: no customer and nowhere to send to, but texts can be copied. */
export function createBrowserHost(): Host {
  return {
    environment: { ...readEnvironment(navigator.userAgent), isWecom: false },
    whoIsHere: async () => ({ kind: 'none', entry: null }),
    send: async () => ({ is: 'failed', reason: 'unsupported', raw: 'not inside WeCom' }),
    copy: copyInBrowser,
    closed: pageClosed(),
  }
}
