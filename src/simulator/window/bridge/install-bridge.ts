import { wearDevice } from './device.ts'
import { findProfile } from './profile.ts'
import { createBridge, type WeixinJsBridge } from './weixin-js-bridge.ts'

type Page = Window & { WeixinJSBridge?: WeixinJsBridge }

/** Dresses a page in one of the simulator's frames; touches nothing anywhere else. */
export function installBridge(page: Page): void {
  const profile = findProfile(page)
  if (!profile) return
  wearDevice(page.navigator, profile.device)
  if (profile.bridge === 'absent') return
  const bridge = createBridge(page, { isSilent: profile.bridge === 'silent' })
  if (profile.bridge !== 'late') {
    page.WeixinJSBridge = bridge
    return
  }
  page.setTimeout(() => {
    page.WeixinJSBridge = bridge
    page.document.dispatchEvent(new Event('WeixinJSBridgeReady'))
  }, profile.bridgeDelayMs)
}
