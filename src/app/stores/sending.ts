import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Override } from '../../contract/coupons.ts'

export interface NoticeAction {
  label: string
  isPrimary?: boolean
  run: () => void
}

/** The bar above the tabs: what went wrong, with the next step. It stays until it is answered. */
export interface Notice {
  tone: 'error' | 'info'
  text: string | (() => string)
  detail?: string
  actions: NoticeAction[]
  /** The bar belongs to this customer and leaves with them. */
  externalUserId?: string
  /** The bar belongs to this group. With neither it survives a switch. */
  chatId?: string
}

/** Something the server still has to be told. */
export interface UnsettledJob {
  run: () => Promise<unknown>
  pending: string
  done: string
  failed: string
  notice: Notice
}

export interface ReasonRequest {
  /** Absent where a group is asked for: nothing is put off there. */
  externalUserId?: string
  title: string
  warnings: string[]
  nextSlotAt: number | null
  proceed: (override: Override) => void
}

export interface Progress {
  itemId: string
  text: string
}

export interface CopiedScript {
  scriptId: string
  markAsSent: () => void
}

/** What is under way between a tap and its end; it outlives the tab on which it began. */
export const useSendingStore = defineStore('sending', () => {
  const progress = shallowRef<Progress | null>(null)
  const notice = shallowRef<Notice | null>(null)
  const reasonRequest = shallowRef<ReasonRequest | null>(null)
  const toast = shallowRef<{ id: number; text: string }>({ id: 0, text: '' })
  const copied = shallowRef<CopiedScript | null>(null)
  /** When each script was last handed over in this sitting, by script id. */
  const sentAt = ref<Record<string, number>>({})
  const unsettled = shallowRef<UnsettledJob[]>([])
  const isBusy = computed(() => progress.value !== null)

  /** False when another send is under way: a second tap does nothing. */
  function begin(next: Progress): boolean {
    if (progress.value) return false
    progress.value = next
    notice.value = null
    reasonRequest.value = null
    return true
  }

  function end(): void {
    progress.value = null
  }

  function say(text: string): void {
    toast.value = { id: toast.value.id + 1, text }
  }

  function tell(next: Notice): void {
    notice.value = next
  }

  function dismiss(): void {
    notice.value = null
    reasonRequest.value = null
  }

  /** The chat changed: what was said about the former one leaves the screen. */
  function leaveChat(): void {
    if (notice.value?.externalUserId ?? notice.value?.chatId) notice.value = null
    reasonRequest.value = null
    copied.value = null
    sentAt.value = {}
  }

  return {
    progress,
    notice,
    reasonRequest,
    toast,
    copied,
    sentAt,
    unsettled,
    isBusy,
    begin,
    end,
    say,
    tell,
    dismiss,
    leaveChat,
  }
})
