import type { FrameMessage, Reply, WindowMessage } from './messages.ts'

type ReplyCallback = (reply: Reply) => void

export interface WeixinJsBridge {
  invoke: (name: string, params?: Reply, callback?: ReplyCallback) => void
  on: (event: string, callback: (payload?: unknown) => unknown) => void
}

/** What can cross to another window: functions (success, fail, …) and undefined are left behind. */
export function withoutFunctions(params: Reply | undefined): Reply {
  return JSON.parse(JSON.stringify(params ?? {})) as Reply
}

function isFromWindow(data: unknown): data is WindowMessage {
  return typeof data === 'object' && data !== null && (data as WindowMessage).source === 'zhike-simulator'
}

/** The bridge of one page: every call goes to the simulator's window, every answer comes back once. */
export function createBridge(page: Window, options: { isSilent: boolean }): WeixinJsBridge {
  const waiting = new Map<number, ReplyCallback>()
  const listeners = new Map<string, ((payload?: unknown) => unknown)[]>()
  let lastId = 0

  const post = (message: FrameMessage) => page.parent.postMessage(message, page.location.origin)

  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== page.parent || !isFromWindow(event.data)) return
    const message = event.data
    if (message.kind === 'event') {
      const results = (listeners.get(message.name) ?? []).map((listener) => listener())
      const isBlocked = results.includes(false)
      return post({ source: 'zhike-bridge', kind: 'event-result', name: message.name, isBlocked })
    }
    const callback = waiting.get(message.id)
    waiting.delete(message.id)
    callback?.(message.reply)
  })

  post({ source: 'zhike-bridge', kind: 'hello' })

  return {
    invoke(name, params, callback) {
      if (options.isSilent) return
      lastId += 1
      if (callback) waiting.set(lastId, callback)
      post({
        source: 'zhike-bridge',
        kind: 'invoke',
        id: lastId,
        name,
        params: withoutFunctions(params),
        url: page.location.href,
      })
    },
    on(event, callback) {
      listeners.set(event, [...(listeners.get(event) ?? []), callback])
    },
  }
}
