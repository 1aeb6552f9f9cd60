import type { Signature } from '../../contract/session.ts'
import type { HostMessage } from './bridge.ts'

export type SignatureParts = Pick<Signature, 'timestamp' | 'nonceStr' | 'signature'>

/** The functions of `@wecom/jssdk` in use; passed in, since the SDK reads the user agent when it is imported. */
export interface WecomSdk {
  register(options: {
    corpId: string
    agentId: string
    jsApiList: string[]
    getConfigSignature: (url: string) => Promise<SignatureParts>
    getAgentConfigSignature: (url: string) => Promise<SignatureParts>
  }): void
  getContext(): Promise<{ entry?: string }>
  getCurExternalContact(): Promise<{ userId?: string }>
  getCurExternalChat(): Promise<{ chatId?: string }>
  sendChatMessage(message: HostMessage & { enterChat: boolean }): Promise<unknown>
  setClipboardData(params: { data: string }): Promise<unknown>
}
