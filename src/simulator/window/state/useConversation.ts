import { computed, reactive, ref, shallowRef } from 'vue'
import { chatKey, type Chat } from './chat.ts'
import type { Message, MessageContent } from './message.ts'

interface PendingConfirmation {
  content: MessageContent
  settle: (isConfirmed: boolean) => void
}

const chat = shallowRef<Chat | null>(null)
const messages = reactive(new Map<string, Message[]>())
const staged = reactive(new Map<string, MessageContent[]>())
const drafts = reactive(new Map<string, string>())
const pending = shallowRef<PendingConfirmation | null>(null)
const lastId = ref(0)

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  const existing = lists.get(key)
  if (existing) return existing
  lists.set(key, [])
  return lists.get(key) ?? []
}

function add(target: Chat, message: Omit<Message, 'id' | 'at'>): void {
  lastId.value += 1
  listOf(messages, chatKey(target)).push({ ...message, id: lastId.value, at: Date.now() })
}

function deliver(target: Chat, content: MessageContent): void {
  add(target, { from: 'advisor', isFromPanel: true, content })
}

/** Text goes to the input box, where the tester may still change it; anything else waits above it. */
function stage(target: Chat, content: MessageContent): void {
  const key = chatKey(target)
  if (content.msgtype === 'text') drafts.set(key, (drafts.get(key) ?? '') + content.text)
  else listOf(staged, key).push(content)
}

function sendComposed(target: Chat, from: 'advisor' | 'customer'): void {
  const key = chatKey(target)
  const text = (drafts.get(key) ?? '').trim()
  if (from === 'advisor') {
    for (const content of staged.get(key) ?? []) deliver(target, content)
    staged.delete(key)
  }
  drafts.delete(key)
  if (text !== '') add(target, { from, isFromPanel: false, content: { msgtype: 'text', text } })
}

function confirm(_target: Chat, content: MessageContent): Promise<boolean> {
  pending.value?.settle(false)
  return new Promise((resolve) => {
    pending.value = {
      content,
      settle: (isConfirmed) => {
        pending.value = null
        resolve(isConfirmed)
      },
    }
  })
}

/** The open chat and what was said in each. */
export function useConversation() {
  return {
    chat,
    pending,
    drafts,
    staged,
    current: computed(() => (chat.value ? (messages.get(chatKey(chat.value)) ?? []) : [])),
    messagesOf: (target: Chat): Message[] => messages.get(chatKey(target)) ?? [],
    lastOf: (key: string): Message | undefined => messages.get(key)?.at(-1),
    open: (target: Chat | null) => {
      chat.value = target
    },
    deliver,
    /** What the server sent in the member's name. */
    arrive: (target: Chat, content: MessageContent) =>
      add(target, { from: 'advisor', isFromPanel: false, content }),
    stage,
    confirm,
    sendComposed,
    say: (target: Chat, from: 'advisor' | 'customer', text: string) =>
      add(target, { from, isFromPanel: false, content: { msgtype: 'text', text } }),
  }
}
