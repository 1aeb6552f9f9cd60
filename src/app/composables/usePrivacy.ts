import { ref } from 'vue'
import type { revealFields } from '../../contract/privacy.ts'
import { newKey, toApiError, type Answer } from '../api.ts'
import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'
import { useSendingStore } from '../stores/sending.ts'
import { useCustomer } from './useCustomer.ts'
import { useIsLookedAt, useResource } from './useResource.ts'

type Privacy = Answer<'getPrivacy'>

/** What this customer agreed to and refused; what is masked is fetched for one look and kept nowhere. */
export function usePrivacy(services: Services = useServices()) {
  const { api } = services
  const chat = useChatStore()
  const sending = useSendingStore()
  const customer = useCustomer()
  const isBusy = ref(false)
  const { status, data, retry, change } = useResource(
    () => (chat.externalUserId === null ? null : `${chat.token}:${chat.externalUserId}`),
    (signal) => api.getPrivacy({ params: { externalUserId: chat.externalUserId ?? '' } }, { signal }),
    useIsLookedAt(),
  )

  /** One at a time; what fails is said and changes nothing. */
  async function run<T>(ask: (externalUserId: string) => Promise<T>): Promise<T | null> {
    const { externalUserId, token } = chat
    if (externalUserId === null || isBusy.value) return null
    isBusy.value = true
    try {
      const answer = await ask(externalUserId)
      return token === chat.token ? answer : null
    } catch (failure) {
      const text = `没有成功：${toApiError(failure).message}`
      sending.tell({ tone: 'error', text, externalUserId, actions: [] })
      return null
    } finally {
      isBusy.value = false
    }
  }

  async function write(ask: (externalUserId: string) => Promise<Privacy>, done: string): Promise<void> {
    const answer = await run(ask)
    if (!answer) return
    change(() => answer)
    sending.say(done)
  }

  async function choose(route: 'optOutCustomer' | 'optInCustomer', reason: string, done: string) {
    const key = { idempotencyKey: newKey() }
    await write((externalUserId) => api[route]({ params: { externalUserId }, body: { reason } }, key), done)
    void customer.refresh()
  }

  return {
    status,
    data,
    isBusy,
    retry,
    consent: () =>
      write((externalUserId) => {
        const body = { version: data.value?.notice.version ?? '', source: 'chat' as const }
        return api.recordConsent({ params: { externalUserId }, body }, { idempotencyKey: newKey() })
      }, '已记录同意'),
    optOut: (reason: string) => choose('optOutCustomer', reason, '已退订，不再推荐优惠'),
    optIn: (reason: string) => choose('optInCustomer', reason, '已恢复个性化优惠'),
    /** The values in full, or null where they could not be had. */
    async reveal(field: (typeof revealFields)[number], reason: string): Promise<string[] | null> {
      const answer = await run((externalUserId) =>
        api.revealField({ params: { externalUserId }, body: { field, reason } }),
      )
      return answer?.values ?? null
    },
  }
}
