import { ref } from 'vue'
import type { GroupPanel } from '../../../contract/groups.ts'
import { toApiError } from '../../api.ts'
import { useServices, type Services } from '../../services.ts'
import { useChatStore } from '../../stores/chat.ts'
import { useSendingStore } from '../../stores/sending.ts'
import { useResource } from '../useResource.ts'

type PlanPart = GroupPanel['checklist']['items'][number]['part']

/** The view of one customer group, for as long as its chat is open. */
export function useGroup(chatId: string, { api }: Services = useServices()) {
  const chat = useChatStore()
  const sending = useSendingStore()
  const fetchPanel = (signal?: AbortSignal) =>
    api.getGroupPanel({ params: { chatId } }, signal ? { signal } : {})
  const panel = useResource(() => chatId, fetchPanel)
  const isRefreshing = ref(false)
  const isSavingPlan = ref(false)

  /** Keeps what is shown until the newer answer is there; a failed refresh changes nothing. */
  async function refresh(): Promise<void> {
    if (chat.chatId !== chatId) return
    if (panel.data.value === null) return panel.retry()
    isRefreshing.value = true
    try {
      const next = await fetchPanel()
      panel.change(() => next)
    } catch (failure) {
      if (toApiError(failure).code === 'not_found') await panel.reload()
    } finally {
      isRefreshing.value = false
    }
  }

  /** GRP-02: one part of the group's plan; true once it is stored. */
  async function settlePlan(part: PlanPart, text: string): Promise<boolean> {
    isSavingPlan.value = true
    try {
      const { checklist } = await api.settleGroupPlan({ params: { chatId }, body: { [part]: text } })
      panel.change((current) => ({ ...current, checklist }))
      sending.say('已保存')
      return true
    } catch (failure) {
      const { message } = toApiError(failure)
      sending.tell({ tone: 'error', text: `没有保存：${message}`, chatId, actions: [] })
      return false
    } finally {
      isSavingPlan.value = false
    }
  }

  return { ...panel, isRefreshing, isSavingPlan, refresh, settlePlan }
}
