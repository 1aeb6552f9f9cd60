import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Panel } from '../../contract/panel.ts'
import type { ApiError } from '../api.ts'

export type LoadStatus = 'idle' | 'loading' | 'ready' | 'failed'

/** The panel of the one current customer; emptied before anything of the next one is shown, and never stored. */
export const useCustomerStore = defineStore('customer', () => {
  const status = ref<LoadStatus>('idle')
  const panel = shallowRef<Panel | null>(null)
  const error = shallowRef<ApiError | null>(null)
  const isRefreshing = ref(false)
  let controller = new AbortController()

  const displayName = computed(() => panel.value?.customer.displayName ?? null)
  const isStranger = computed(() => error.value?.code === 'not_found')

  /** Ends whatever is in flight; `isKept` leaves the same customer's data on the screen meanwhile. */
  function begin(isKept: boolean): AbortSignal {
    controller.abort()
    controller = new AbortController()
    if (!isKept) clear('loading')
    isRefreshing.value = isKept
    return controller.signal
  }

  function clear(next: LoadStatus): void {
    panel.value = null
    error.value = null
    isRefreshing.value = false
    status.value = next
  }

  function leave(): void {
    controller.abort()
    clear('idle')
  }

  function show(next: Panel): void {
    panel.value = next
    error.value = null
    status.value = 'ready'
    isRefreshing.value = false
  }

  function fail(cause: ApiError): void {
    isRefreshing.value = false
    if (panel.value && cause.code !== 'not_found') return
    clear('failed')
    error.value = cause
  }

  /** Changes the panel of this customer; a change meant for an earlier one is dropped. */
  function patch(externalUserId: string, change: (current: Panel) => Panel): void {
    if (panel.value?.customer.externalUserId === externalUserId) panel.value = change(panel.value)
  }

  return { status, panel, error, isRefreshing, displayName, isStranger, begin, leave, show, fail, patch }
})
