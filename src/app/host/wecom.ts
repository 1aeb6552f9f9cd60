import type { Session, Signature } from '../../contract/session.ts'
import type { Chat, Host, HostMessage, HostProblem, SendOutcome } from './bridge.ts'
import { copyInBrowser } from './clipboard.ts'
import { DeadlineError, orNull, withDeadline } from './deadline.ts'
import { pageClosed, readEnvironment } from './environment.ts'
import { bridgeReady } from './ready.ts'
import { failureReason, rawText, readRejection } from './result.ts'

const bridgeWaitMs = 5_000
const identityMs = 4_000
const callMs = 8_000
/** How long a known customer waits for the entry's name, which only serves as a second opinion. */
const entryGraceMs = 300

type SignatureParts = Pick<Signature, 'timestamp' | 'nonceStr' | 'signature'>

/** The few functions of `@wecom/jssdk` that are used; passed in, because the SDK reads the user agent when imported. */
export interface WecomSdk {
  register(options: {
    corpId: string
    agentId: string
    jsApiList: string[]
    getAgentConfigSignature: (url: string) => Promise<SignatureParts>
  }): void
  getContext(): Promise<{ entry?: string }>
  getCurExternalContact(): Promise<{ userId?: string }>
  getCurExternalChat(): Promise<{ chatId?: string }>
  sendChatMessage(message: HostMessage & { enterChat?: boolean }): Promise<unknown>
  setClipboardData(params: { data: string }): Promise<unknown>
}

export interface WecomOptions {
  session: Pick<Session, 'corpId' | 'agentId'>
  /** The signature that came with the page, if any. */
  signature: Signature | null
  fetchSignature: (url: string) => Promise<SignatureParts>
}

const jsApiList = [
  'getContext',
  'getCurExternalContact',
  'getCurExternalChat',
  'sendChatMessage',
  'setClipboardData',
]

function isForThisPage(signature: Signature, url: string): boolean {
  const signed = new URL(signature.url, url)
  const current = new URL(url)
  return signed.pathname + signed.search === current.pathname + current.search
}

function problemOf(error: unknown): HostProblem {
  if (error instanceof DeadlineError) return { reason: 'timeout', raw: error.message }
  return { reason: failureReason(error), raw: rawText(error) }
}

const isGroupEntry = (entry: string | null): boolean => entry !== null && entry.includes('group_chat')

/** The real client behind `@wecom/jssdk`: registered once, every call with a deadline of its own. */
export function createWecomHost(sdk: WecomSdk, options: WecomOptions): Host {
  let inlined = options.signature
  const environment = readEnvironment(navigator.userAgent)

  /** A second ask means the first configuration failed, so a used signature is never offered again. */
  async function sign(url: string): Promise<SignatureParts> {
    const signature = inlined
    inlined = null
    return signature && isForThisPage(signature, url) ? signature : options.fetchSignature(url)
  }

  sdk.register({ ...options.session, jsApiList, getAgentConfigSignature: sign })
  const ready = bridgeReady(bridgeWaitMs)

  async function readGroup(entry: string | null): Promise<Chat> {
    const { chatId } = await withDeadline(sdk.getCurExternalChat(), identityMs, 'getCurExternalChat')
    return chatId ? { kind: 'group', chatId } : { kind: 'none', entry }
  }

  async function readChat(): Promise<Chat> {
    const context = withDeadline(sdk.getContext(), identityMs, 'getContext').then(
      (result) => result.entry ?? null,
    )
    const contact = withDeadline(sdk.getCurExternalContact(), identityMs, 'getCurExternalContact')
    try {
      const { userId } = await contact
      const entry = await orNull(context, entryGraceMs)
      if (isGroupEntry(entry)) return await readGroup(entry)
      return userId ? { kind: 'single', externalUserId: userId } : { kind: 'none', entry }
    } catch (error) {
      const entry = await orNull(context, identityMs)
      if (isGroupEntry(entry)) return readGroup(entry)
      const problem = problemOf(error)
      if (problem.reason === 'context' && entry !== null) return { kind: 'none', entry }
      return { kind: 'none', entry, problem }
    }
  }

  async function whoIsHere(): Promise<Chat> {
    if (!(await ready)) {
      return { kind: 'none', entry: null, problem: { reason: 'no-bridge', raw: 'WeixinJSBridge is missing' } }
    }
    const first = await readChat().catch((error: unknown): Chat => {
      return { kind: 'none', entry: null, problem: problemOf(error) }
    })
    const mayPass = first.kind === 'none' && first.problem && first.problem.reason !== 'timeout'
    if (!mayPass) return first
    return readChat().catch((): Chat => first)
  }

  async function send(message: HostMessage): Promise<SendOutcome> {
    const call = sdk.sendChatMessage({ ...message, enterChat: environment.isPhone }).then(
      (): SendOutcome => ({ is: 'accepted' }),
      (error: unknown): SendOutcome => readRejection(error),
    )
    return withDeadline(call, callMs, 'sendChatMessage').catch(
      (): SendOutcome => ({ is: 'timeout', late: call }),
    )
  }

  async function copy(text: string): Promise<boolean> {
    const call = withDeadline(sdk.setClipboardData({ data: text }), 1_500, 'setClipboardData')
    return call.then(() => true).catch(() => copyInBrowser(text))
  }

  return { environment, whoIsHere, send, copy, closed: pageClosed() }
}
