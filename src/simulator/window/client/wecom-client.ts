import type { AgentConfigCheck, ConfigVerdict, CorpConfigCheck } from '../../protocol/config-check.ts'
import type { Switches } from '../../protocol/switches.ts'
import type { Reply } from '../bridge/messages.ts'
import type { Chat } from '../state/chat.ts'
import type { MessageContent } from '../state/message.ts'
import { findApi } from './apis.ts'
import { parseChatMessage } from './chat-message.ts'
import { currentEntry, hasContext } from './entries.ts'
import { done, refused, type Outcome } from './outcome.ts'
import { PageConfig } from './page-config.ts'
import { isMobile } from './versions.ts'

export interface Invocation {
  name: string
  params: Reply
  url: string
}

/** What the client needs of the window around it. */
export interface Surroundings {
  switches: () => Switches
  chat: () => Chat | null
  verifyAgent: (check: AgentConfigCheck) => Promise<ConfigVerdict>
  verifyCorp: (check: CorpConfigCheck) => Promise<ConfigVerdict>
  mediaVerdict: (mediaId: string) => Promise<string>
  deliver: (chat: Chat, content: MessageContent) => void
  stage: (chat: Chat, content: MessageContent) => void
  confirm: (chat: Chat, content: MessageContent) => Promise<boolean>
  enterChat: () => void
  clipboard: { text: string }
}

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value))
const names = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const signatureCode = 40093

/** The client's side of the bridge: it checks everything that a real one checks. */
export function createWecomClient(around: Surroundings) {
  const config = new PageConfig()

  async function configure(kind: 'agent' | 'corp', { params, url }: Invocation): Promise<Outcome> {
    const asked = around.switches().config
    if (asked !== 'ok') return { kind: 'spelled', keyword: asked, code: signatureCode }
    const prefix = kind === 'agent' ? 'timestamp' : 'verifyTimestamp'
    const signed = {
      timestamp: text(params[prefix]),
      nonceStr: text(params[kind === 'agent' ? 'nonceStr' : 'verifyNonceStr']),
      signature: text(params[kind === 'agent' ? 'signature' : 'verifySignature']),
      url: url.split('#')[0] ?? '',
    }
    const apiNames = names(params[kind === 'agent' ? 'jsApiList' : 'verifyJsApiList'])
    const verdict =
      kind === 'agent'
        ? await around.verifyAgent({
            ...signed,
            corpid: text(params['corpid']),
            agentid: text(params['agentid']),
            jsApiList: apiNames,
          })
        : await around.verifyCorp({ ...signed, appId: text(params['appId']) })
    if (!verdict.ok) return refused(verdict.failure, signatureCode)
    config.accept(kind, url, apiNames)
    return kind === 'agent' ? { kind: 'ok', data: { jsApiList: apiNames } } : done
  }

  async function send(params: Reply): Promise<Outcome> {
    const switches = around.switches()
    const chat = around.chat()
    const entry = currentEntry(chat, switches)
    if (!chat) return refused('without context of external contact')
    const parsed = parseChatMessage(params, entry, switches)
    if ('failure' in parsed) return parsed.failure
    if (parsed.mediaId !== undefined && (await around.mediaVerdict(parsed.mediaId)) !== 'valid') {
      return refused('invalid mediaid')
    }
    if (switches.send === 'fail') return { kind: 'spelled', keyword: switches.sendFailure }
    if (switches.send === 'cancel') return { kind: 'cancel' }
    if (switches.send === 'confirm' && !(await around.confirm(chat, parsed.content)))
      return { kind: 'cancel' }
    if (switches.send === 'staged') around.stage(chat, parsed.content)
    else around.deliver(chat, parsed.content)
    if (params['enterChat'] === true && isMobile(switches.platform)) around.enterChat()
    return done
  }

  function identify(name: string): Outcome {
    const chat = around.chat()
    const { identity } = around.switches()
    if (identity !== 'ok') return { kind: 'spelled', keyword: identity }
    if (name === 'getCurExternalChat') {
      return chat?.kind === 'group'
        ? { kind: 'ok', data: { chatId: chat.chatId } }
        : refused('without context of external contact')
    }
    if (chat?.kind !== 'single') return refused('without context of external contact')
    if (around.switches().contactKind === 'external') return refused('no permission')
    return { kind: 'ok', data: { userId: chat.externalUserId } }
  }

  /** The mass-send assistant opens; nothing leaves before the tester confirms it. */
  async function openMassSend(): Promise<Outcome> {
    const chat = around.chat()
    if (!chat) return refused('without context of external contact')
    const isConfirmed = await around.confirm(chat, { msgtype: 'other', label: '群发助手' })
    return isConfirmed ? done : { kind: 'cancel' }
  }

  async function run(name: string, params: Reply): Promise<Outcome> {
    if (name === 'getContext') {
      return { kind: 'ok', data: { entry: currentEntry(around.chat(), around.switches()) } }
    }
    if (name === 'getCurExternalContact' || name === 'getCurExternalChat') return identify(name)
    if (name === 'sendChatMessage') return send(params)
    if (name === 'shareToExternalContact' || name === 'shareToExternalChat') return openMassSend()
    if (name === 'setClipboardData') around.clipboard.text = text(params['data'])
    if (name === 'getClipboardData') return { kind: 'ok', data: { data: around.clipboard.text } }
    if (name === 'openEnterpriseChat') return { kind: 'ok', data: { chatId: text(params['chatId']) } }
    if (name === 'createTodo')
      return { kind: 'ok', data: { todoId: `todo-${text(params['content']).length}` } }
    return done
  }

  return {
    /** A new page was loaded into the frame: nothing it verified before counts. */
    pageLoaded: () => config.forget(),

    async answer(call: Invocation): Promise<Outcome> {
      const switches = around.switches()
      if (call.name === 'agentConfig') return configure('agent', call)
      if (call.name === 'preVerifyJSAPI') return configure('corp', call)
      if (call.name === 'checkJsApi') {
        const known = names(call.params['jsApiList']).map((name) => [name, findApi(name, switches) !== null])
        return { kind: 'ok', data: { checkResult: JSON.stringify(Object.fromEntries(known)) } }
      }
      const api = findApi(call.name, switches)
      if (!api) return refused('function not exist')
      if (!config.allows(call.name, call.url, api.needsAgent)) return refused('no permission')
      const entry = currentEntry(around.chat(), switches)
      if (!hasContext(call.name, entry, switches)) return refused('without context of external contact')
      return run(call.name, call.params)
    },
  }
}
