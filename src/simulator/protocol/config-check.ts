/** What the client sends to its own server to have a page's JS-SDK configuration verified. */
export interface AgentConfigCheck {
  corpid: string
  agentid: string
  timestamp: string
  nonceStr: string
  signature: string
  url: string
  jsApiList: string[]
}

export interface CorpConfigCheck {
  appId: string
  timestamp: string
  nonceStr: string
  signature: string
  url: string
}

export type ConfigVerdict = { ok: true } | { ok: false; failure: ConfigFailure }

export type ConfigFailure = 'invalid signature' | 'invalid url domain' | 'invalid agentid' | 'invalid corpid'
