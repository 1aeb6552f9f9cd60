import { dayMs } from '../../domain/calendar.ts'
import { newKey, toApiError } from '../api.ts'
import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'
import { useSendingStore } from '../stores/sending.ts'
import { useReminders } from './useReminders.ts'

export interface NoteDraft {
  text: string
  /** Come back after so many days, at this time of day; null = no reminder. */
  afterDays: number | null
}

/** 记跟进: what the advisors of this customer should know, and when to come back. */
export function useNotes(services: Services = useServices()) {
  const chat = useChatStore()
  const sending = useSendingStore()
  const reminders = useReminders(services)
  /** One key for one text, so that a retry after a lost answer keeps one note. */
  let last = { text: '', key: '' }

  /** True when the note is stored; the draft stays with the caller otherwise. */
  async function keep({ text, afterDays }: NoteDraft, moment: (at: number) => string): Promise<boolean> {
    const externalUserId = chat.externalUserId
    if (externalUserId === null) return false
    if (last.text !== text) last = { text, key: newKey() }
    try {
      const { note } = await services.api.addNote(
        { params: { externalUserId }, body: { text } },
        { idempotencyKey: last.key },
      )
      last = { text: '', key: '' }
      if (afterDays === null) sending.say('已记跟进')
      else {
        const at = note.at + afterDays * dayMs
        await reminders.remind(externalUserId, (due) => `已记跟进，${moment(due)} 提醒`, { at, note: text })
      }
      return true
    } catch (failure) {
      const detail = `跟进没有记下：${toApiError(failure).message}。内容还在，可以再点一次保存`
      sending.tell({ tone: 'error', text: detail, externalUserId, actions: [] })
      return false
    }
  }

  return { keep }
}
