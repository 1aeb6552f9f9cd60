import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { isSameChat, type Chat, type HostProblem } from '../host/bridge.ts'

/** Which chat the panel stands beside. `token` grows with every change, so that late answers can be told apart. */
export const useChatStore = defineStore('chat', () => {
  const chat = shallowRef<Chat | null>(null)
  const token = ref(0)
  /** The last ask failed although a chat is known: it is shown on, but nothing goes out unconfirmed. */
  const doubt = shallowRef<HostProblem | null>(null)

  const externalUserId = computed(() => (chat.value?.kind === 'single' ? chat.value.externalUserId : null))
  const chatId = computed(() => (chat.value?.kind === 'group' ? chat.value.chatId : null))
  const isGroup = computed(() => chatId.value !== null)

  function settle(next: Chat): void {
    const isKnown = chat.value !== null && chat.value.kind !== 'none'
    if (next.kind === 'none' && next.problem && isKnown) {
      doubt.value = next.problem
      return
    }
    doubt.value = null
    if (isSameChat(chat.value, next)) {
      if (next.kind === 'none') chat.value = next
      return
    }
    chat.value = next
    token.value += 1
  }

  return { chat, token, doubt, externalUserId, chatId, isGroup, settle }
})
