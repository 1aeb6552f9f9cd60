import type { Switches } from '../../protocol/switches.ts'
import { isAtLeast, isMobile } from './versions.ts'

interface Api {
  desktopSince: string
  mobileSince: string
  /** Works only for a page that registered with the app's identity (agentConfig). */
  needsAgent: boolean
}

const api = (needsAgent: boolean, desktopSince: string, mobileSince = desktopSince): Api => ({
  desktopSince,
  mobileSince,
  needsAgent,
})

/** The APIs this client has, with the versions since which they exist (path 98539 of developer.work.weixin.qq.com); an unknown API is one that it is too old for. */
const apis: Record<string, Api> = {
  getContext: api(false, '3.0.24'),
  getCurExternalContact: api(true, '2.5.8'),
  getCurExternalChat: api(true, '2.8.17'),
  sendChatMessage: api(true, '2.8.10'),
  shareToExternalContact: api(true, '2.8.10'),
  shareToExternalChat: api(true, '2.8.10'),
  createTodo: api(true, '5.0.9'),
  setClipboardData: api(false, '3.1.2', '2.4.16'),
  getClipboardData: api(false, '3.1.2', '2.4.16'),
  openEnterpriseChat: api(false, '1.3.0'),
  openUserProfile: api(true, '2.4.20'),
  openDefaultBrowser: api(false, '2.3.0'),
  previewFile: api(false, '1.3.0'),
  closeWindow: api(false, '1.3.0'),
  hideChatAttachmentMenu: api(false, '3.1.6'),
}

export function findApi(name: string, switches: Pick<Switches, 'platform' | 'wecomVersion'>): Api | null {
  const found = apis[name]
  if (!found) return null
  const since = isMobile(switches.platform) ? found.mobileSince : found.desktopSince
  return isAtLeast(switches.wecomVersion, since) ? found : null
}
