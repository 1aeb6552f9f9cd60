import { ref } from 'vue'
import { newKey, toApiError } from '../api.ts'
import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'
import { useSendingStore } from '../stores/sending.ts'

const said = {
  requested: '已申请，等主管处理',
  approved: '主管已批准',
  refused: '没有可以批准的主管',
} as const

/** 申请主管: asks a manager to let one offer pass its cap; `done` runs when the wish was taken. */
export function useExceptions(done: () => Promise<unknown> | void, { api }: Services = useServices()) {
  const chat = useChatStore()
  const sending = useSendingStore()
  const isBusy = ref(false)

  async function ask(offerId: string, reason: string, key = newKey()): Promise<void> {
    const externalUserId = chat.externalUserId
    if (externalUserId === null || isBusy.value) return
    isBusy.value = true
    try {
      const { exception } = await api.requestOfferException(
        { params: { externalUserId, offerId }, body: { reason } },
        { idempotencyKey: key },
      )
      sending.say(said[exception.status])
      if (chat.externalUserId === externalUserId) await done()
    } catch (failure) {
      const text = `没有申请成功：${toApiError(failure).message}`
      const retry = { label: '重试', isPrimary: true, run: () => void ask(offerId, reason, key) }
      sending.tell({ tone: 'error', text, externalUserId, actions: [retry] })
    } finally {
      isBusy.value = false
    }
  }

  return { isBusy, ask }
}
