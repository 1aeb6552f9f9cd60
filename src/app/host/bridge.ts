/** What the panel needs from the programme it lives in; WeCom is one such host, a browser another. */

/** Why the host could not do what was asked, told apart because the advisor's next step differs. */
export type FailureReason =
  'permission' | 'context' | 'signature' | 'unsupported' | 'content' | 'network' | 'unknown'

export interface HostProblem {
  reason: FailureReason | 'no-bridge' | 'timeout'
  /** The host's own words, for whoever mends the installation. */
  raw: string
}

/** Where the panel stands. `none` without a problem means: surely not in a chat with a customer. */
export type Chat =
  | { kind: 'single'; externalUserId: string }
  | { kind: 'group'; chatId: string }
  | { kind: 'none'; entry: string | null; problem?: HostProblem }

export type HostMessage =
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'news'; news: { link: string; title: string; desc: string; imgUrl: string } }

/** `timeout` is no verdict: the host may still take the message, which `late` tells if it ever does. */
export type SendOutcome =
  | { is: 'accepted' }
  | { is: 'cancelled' }
  | { is: 'failed'; reason: FailureReason; raw: string }
  | { is: 'timeout'; late: Promise<SendOutcome> }

export interface HostEnvironment {
  isWecom: boolean
  isPhone: boolean
}

export interface Host {
  environment: HostEnvironment
  whoIsHere(): Promise<Chat>
  send(message: HostMessage): Promise<SendOutcome>
  /** True when the text surely reached the clipboard. */
  copy(text: string): Promise<boolean>
  /** Aborted once the page is gone for good: late answers have nobody to reach. */
  closed: AbortSignal
}

export function isSameChat(a: Chat | null, b: Chat | null): boolean {
  if (a === null || b === null) return a === b
  if (a.kind === 'single') return b.kind === 'single' && a.externalUserId === b.externalUserId
  if (a.kind === 'group') return b.kind === 'group' && a.chatId === b.chatId
  return b.kind === 'none'
}
