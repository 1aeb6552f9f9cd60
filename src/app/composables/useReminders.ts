import { ref } from 'vue'
import { newKey, toApiError } from '../api.ts'
import { useServices, type Services } from '../services.ts'
import { useSendingStore } from '../stores/sending.ts'

/** 改约: a note to come back. Nothing is sent by it, now or then. */
export function useReminders(services: Services = useServices()) {
  const sending = useSendingStore()
  const isBusy = ref(false)

  function fail(failure: unknown, externalUserId: string, again: () => void): void {
    const text = `没有记下改约：${toApiError(failure).message}`
    const retry = { label: '重试', isPrimary: true, run: again }
    sending.tell({ tone: 'error', text, externalUserId, actions: [retry] })
  }

  /** For the next golden time with room, which the server knows; `said` puts it into words. */
  async function remind(
    externalUserId: string,
    said: (at: number) => string,
    body: { at?: number; note?: string } = {},
    key = newKey(),
  ): Promise<void> {
    try {
      const { reminder } = await services.api.setReminder(
        { params: { externalUserId }, body },
        { idempotencyKey: key },
      )
      sending.dismiss()
      sending.say(`${said(reminder.at)}，现在先不发`)
    } catch (failure) {
      fail(failure, externalUserId, () => void remind(externalUserId, said, body, key))
    }
  }

  /** True when it is ended. */
  async function end(
    externalUserId: string,
    reminderId: string,
    outcome: 'done' | 'cancelled',
  ): Promise<boolean> {
    if (isBusy.value) return false
    isBusy.value = true
    try {
      await services.api.endReminder({ params: { externalUserId, reminderId }, body: { outcome } })
      sending.say(outcome === 'done' ? '改约已完成' : '改约已取消')
      return true
    } catch (failure) {
      const text = `改约没有改动：${toApiError(failure).message}`
      sending.tell({ tone: 'error', text, externalUserId, actions: [] })
      return false
    } finally {
      isBusy.value = false
    }
  }

  return { isBusy, remind, end }
}
