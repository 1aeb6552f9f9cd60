import type { Session, Signature } from '../../contract/session.ts'
import type { Chat, Host, HostMessage, HostProblem, SendOutcome } from './bridge.ts'
import { copyInBrowser } from './clipboard.ts'
import { DeadlineError, orNull, withDeadline } from './deadline.ts'
import { pageClosed, readEnvironment } from './environment.ts'
import { bridgeReady } from './ready.ts'
import { failureReason, rawText, readRejection } from './result.ts'
import type { WecomSdk } from './sdk.ts'
import { SignatureError, createSigner, type FetchSignature } from './signer.ts'

const bridgeWaitMs = 5_000
const bridgeRecheckMs = 300
const identityMs = 4_000
const callMs = 8_000
const clipboardMs = 1_500
/** How long a known customer waits for the entry's name, which only serves as a second opinion. */
const entryGraceMs = 300

const jsApiList = [
  'getContext',
  'getCurExternalContact',
  'getCurExternalChat',
  'sendChatMessage',
  'setClipboardData',
]

export interface WecomOptions {
  session: Pick<Session, 'corpId' | 'agentId'>
  /** The signature that came with the page, if any. */
  signature: Signature | null
  fetchSignature: FetchSignature
}

function problemOf(error: unknown): HostProblem {
  if (error instanceof DeadlineError) return { reason: 'timeout', raw: error.message }
  if (error instanceof SignatureError) return { reason: 'signature', raw: error.message }
  return { reason: failureReason(error), raw: rawText(error) }
}

const isGroupEntry = (entry: string | null): boolean => entry !== null && entry.includes('group_chat')

/** The real client behind `@wecom/jssdk`: registered once, every call with a deadline of its own. */
export function createWecomHost(sdk: WecomSdk, options: WecomOptions): Host {
  const environment = readEnvironment(navigator.userAgent)
  sdk.register({
    corpId: options.session.corpId,
    agentId: options.session.agentId,
    jsApiList,
    getConfigSignature: (url) => options.fetchSignature('corp', url),
    getAgentConfigSignature: createSigner(options.signature, options.fetchSignature),
  })
  let ready = bridgeReady(bridgeWaitMs)

  async function isBridgeThere(): Promise<boolean> {
    if (await ready) return true
    ready = bridgeReady(bridgeRecheckMs)
    return ready
  }

  async function readGroup(entry: string | null): Promise<Chat> {
    const { chatId } = await withDeadline(sdk.getCurExternalChat(), identityMs, 'getCurExternalChat')
    return chatId ? { kind: 'group', chatId } : { kind: 'none', entry }
  }

  /** Contact and entry are asked together: the answer to the first is the customer, the second tells groups apart. */
  async function readChat(): Promise<Chat> {
    const entered = withDeadline(sdk.getContext(), identityMs, 'getContext').then(
      (context) => context.entry ?? null,
      () => null,
    )
    try {
      const { userId } = await withDeadline(sdk.getCurExternalContact(), identityMs, 'getCurExternalContact')
      const entry = await orNull(entered, entryGraceMs)
      if (isGroupEntry(entry)) return await readGroup(entry)
      return userId ? { kind: 'single', externalUserId: userId } : { kind: 'none', entry }
    } catch (error) {
      const entry = await entered
      if (isGroupEntry(entry)) return readGroup(entry)
      const problem = problemOf(error)
      if (problem.reason === 'context' && entry !== null) return { kind: 'none', entry }
      return { kind: 'none', entry, problem }
    }
  }

  async function tryReadChat(): Promise<Chat> {
    return readChat().catch((error: unknown): Chat => {
      return { kind: 'none', entry: null, problem: problemOf(error) }
    })
  }

  /** A failed configuration is run anew by the SDK on the next call, so one more try often mends it. */
  async function whoIsHere(): Promise<Chat> {
    if (!(await isBridgeThere())) {
      return { kind: 'none', entry: null, problem: { reason: 'no-bridge', raw: 'WeixinJSBridge is missing' } }
    }
    const first = await tryReadChat()
    const mayPass = first.kind === 'none' && first.problem !== undefined && first.problem.reason !== 'timeout'
    return mayPass ? tryReadChat() : first
  }

  async function send(message: HostMessage): Promise<SendOutcome> {
    const call = sdk.sendChatMessage({ ...message, enterChat: environment.isPhone }).then(
      (): SendOutcome => ({ is: 'accepted' }),
      (error: unknown): SendOutcome =>
        error instanceof SignatureError
          ? { is: 'failed', reason: 'signature', raw: error.message }
          : readRejection(error),
    )
    return withDeadline(call, callMs, 'sendChatMessage').catch((): SendOutcome => ({
      is: 'timeout',
      late: call,
    }))
  }

  async function copy(text: string): Promise<boolean> {
    try {
      await withDeadline(sdk.setClipboardData({ data: text }), clipboardMs, 'setClipboardData')
      return true
    } catch {
      return copyInBrowser(text)
    }
  }

  return { environment, whoIsHere, send, copy, closed: pageClosed() }
}
