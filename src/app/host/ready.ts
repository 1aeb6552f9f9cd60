const readyEvent = 'WeixinJSBridgeReady'
const pollMs = 100

function hasBridge(): boolean {
  return 'WeixinJSBridge' in window && Boolean((window as { WeixinJSBridge?: unknown }).WeixinJSBridge)
}

/**
 * Waits for the client to inject its bridge. The SDK itself listens to the event only, so a bridge that arrives without
 * one is announced on its behalf; otherwise its calls would wait for ever (@wecom/jssdk 2.4.4).
 */
export async function bridgeReady(timeoutMs: number): Promise<boolean> {
  if (hasBridge()) return true
  return new Promise((resolve) => {
    let waitedMs = 0
    let isAnnounced = false
    const timer = setInterval(() => {
      waitedMs += pollMs
      if (hasBridge()) settle(true)
      else if (waitedMs >= timeoutMs) settle(false)
    }, pollMs)
    function onReady(): void {
      isAnnounced = true
      settle(true)
    }
    function settle(isReady: boolean): void {
      clearInterval(timer)
      document.removeEventListener(readyEvent, onReady)
      if (isReady && !isAnnounced) document.dispatchEvent(new Event(readyEvent))
      resolve(isReady)
    }
    document.addEventListener(readyEvent, onReady)
  })
}
