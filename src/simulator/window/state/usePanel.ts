import { ref, shallowRef } from 'vue'
import type { FrameMessage, WindowMessage } from '../bridge/messages.ts'
import { spellReply } from '../client/dialect.ts'
import { createWecomClient } from '../client/wecom-client.ts'
import { InvokeHooks, type HookedCall } from './hooks.ts'
import { simulatorApi } from './simulator-api.ts'
import { useConversation } from './useConversation.ts'
import { useSwitches } from './useSwitches.ts'

const start = '/auth/wecom?return_to=/'
const frame = shallowRef<HTMLIFrameElement | null>(null)
const frameNumber = ref(0)
/** Empty until it is known whose client this is. */
const src = ref('')
/** On a phone the panel covers the chat and can be left. */
const isOverChat = ref(true)
const hooks = new InvokeHooks()
const unansweredMs = 300
let leaveTimer = 0

const { switches } = useSwitches()
const conversation = useConversation()
const client = createWecomClient({
  switches: () => switches,
  chat: () => conversation.chat.value,
  verifyAgent: simulatorApi.verifyAgent,
  verifyCorp: simulatorApi.verifyCorp,
  mediaVerdict: simulatorApi.mediaVerdict,
  deliver: conversation.deliver,
  stage: conversation.stage,
  confirm: conversation.confirm,
  enterChat: () => {
    isOverChat.value = false
  },
  clipboard: { text: '' },
})

function load(address: string): void {
  src.value = address
  frameNumber.value += 1
}

function lastRoute(): string {
  const location = frame.value?.contentWindow?.location
  return location ? `${location.pathname}${location.hash}` : start
}

/** The chat changed with the panel open: what becomes of the page is one of the platform's uncertainties. */
function followChat(): void {
  if (src.value === '' || switches.customerSwitch === 'reload') return load(start)
  if (switches.customerSwitch === 'restore') return load(lastRoute())
  const page = frame.value?.contentWindow
  page?.document.dispatchEvent(new Event('visibilitychange'))
  page?.dispatchEvent(new Event('focus'))
}

async function answer(message: FrameMessage & { kind: 'invoke' }, page: Window): Promise<void> {
  const { name, params } = message
  const call: HookedCall = { name, params, count: hooks.counted(name), reply: null }
  await hooks.run('beforeHandle', call)
  const outcome = await client.answer({ name, params: call.params, url: message.url })
  call.reply = spellReply(switches.dialect, name, outcome)
  await hooks.run('beforeReply', call)
  const reply: WindowMessage = { source: 'zhike-simulator', kind: 'reply', id: message.id, reply: call.reply }
  page.postMessage(JSON.parse(JSON.stringify(reply)), window.location.origin)
  await hooks.run('afterReply', call)
}

/** Back from the panel to the chat on a phone: the page may forbid it (historyBack); a page without bridge cannot. */
function leave(): void {
  const message: WindowMessage = { source: 'zhike-simulator', kind: 'event', name: 'historyBack' }
  frame.value?.contentWindow?.postMessage(message, window.location.origin)
  leaveTimer = window.setTimeout(() => {
    isOverChat.value = false
  }, unansweredMs)
}

function listen(event: MessageEvent<unknown>): void {
  const page = frame.value?.contentWindow
  const message = event.data as FrameMessage | null
  if (!page || event.source !== page || message?.source !== 'zhike-bridge') return
  if (message.kind === 'hello') return client.pageLoaded()
  if (message.kind === 'invoke') return void answer(message, page)
  window.clearTimeout(leaveTimer)
  if (!message.isBlocked) isOverChat.value = false
}

/** The frame with the app in it, and the client that answers its bridge. */
export function usePanel() {
  return {
    frame,
    frameNumber,
    src,
    isOverChat,
    hooks,
    followChat,
    leave,
    signInAgain: () => load(start),
    connect: () => window.addEventListener('message', listen),
  }
}
