import { ref } from 'vue'
import type { Panel } from '../../contract/panel.ts'
import type { IgnoredSuggestion } from '../../contract/suggestions.ts'
import {
  type RejectReason,
  rejectReasonNames,
  type Snooze,
  snoozeNames,
} from '../../domain/actions/reject-reasons.ts'
import { toApiError } from '../api.ts'
import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'
import { useCustomerStore } from '../stores/customer.ts'
import { useSendingStore } from '../stores/sending.ts'
import { useCustomer } from './useCustomer.ts'

interface Change {
  ruleId: string
  done: string
  run: (externalUserId: string) => Promise<{ ignored: IgnoredSuggestion[] }>
}

function without(panel: Panel, ruleId: string, ignored: IgnoredSuggestion[]): Panel {
  const { nextSteps, care } = panel
  return {
    ...panel,
    nextSteps:
      nextSteps.status === 'ready'
        ? { ...nextSteps, data: nextSteps.data.filter((step) => step.ruleId !== ruleId) }
        : nextSteps,
    care: care.status === 'ready' ? { ...care, data: { ...care.data, ignored } } : care,
  }
}

/** Putting a suggestion aside and bringing it back; the panel follows at once and is then read again. */
export function useSuggestions(services: Services = useServices()) {
  const chat = useChatStore()
  const store = useCustomerStore()
  const sending = useSendingStore()
  const customer = useCustomer(services)
  const isBusy = ref(false)

  async function change({ ruleId, done, run }: Change): Promise<void> {
    const externalUserId = chat.externalUserId
    if (externalUserId === null || isBusy.value) return
    isBusy.value = true
    try {
      const { ignored } = await run(externalUserId)
      store.patch(externalUserId, (panel) => without(panel, ruleId, ignored))
      sending.say(done)
      if (chat.externalUserId === externalUserId) void customer.refresh()
    } catch (failure) {
      const text = `没有记下：${toApiError(failure).message}`
      const retry = { label: '重试', isPrimary: true, run: () => void change({ ruleId, done, run }) }
      sending.tell({ tone: 'error', text, externalUserId, actions: [retry] })
    } finally {
      isBusy.value = false
    }
  }

  const { api } = services
  return {
    isBusy,
    dismiss: (ruleId: string, reason: RejectReason) =>
      change({
        ruleId,
        done: `已忽略：${rejectReasonNames[reason]}`,
        run: (externalUserId) =>
          api.dismissSuggestion({ params: { externalUserId, ruleId }, body: { reason } }),
      }),
    snooze: (ruleId: string, until: Snooze) =>
      change({
        ruleId,
        done: snoozeNames[until],
        run: (externalUserId) =>
          api.snoozeSuggestion({ params: { externalUserId, ruleId }, body: { until } }),
      }),
    restore: (ruleId: string) =>
      change({
        ruleId,
        done: '已恢复',
        run: (externalUserId) => api.restoreSuggestion({ params: { externalUserId, ruleId } }),
      }),
  }
}
