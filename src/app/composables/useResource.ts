import { computed, onActivated, onDeactivated, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { toApiError, type ApiError } from '../api.ts'
import type { LoadStatus } from '../stores/customer.ts'

/** Whether the tab that asks is the one on the screen. */
export function useIsLookedAt(): Readonly<Ref<boolean>> {
  const isLookedAt = ref(true)
  onActivated(() => {
    isLookedAt.value = true
  })
  onDeactivated(() => {
    isLookedAt.value = false
  })
  return isLookedAt
}

/**
 * Data of a tab that belongs to one key (the customer in this chat). It loads when it is wanted, and what was
 * loaded for another key is never shown.
 */
export function useResource<T>(
  key: () => string | null,
  /** `shown`: what is on the screen for this key meanwhile. */
  load: (signal: AbortSignal, shown: () => T | null) => Promise<T>,
  isWanted: Readonly<Ref<boolean>> = ref(true),
) {
  const settled = shallowRef<{ key: string; data: T | null; error: ApiError | null } | null>(null)
  let controller = new AbortController()

  const current = computed(() => (settled.value?.key === key() ? settled.value : null))
  const data = computed(() => current.value?.data ?? null)
  const error = computed(() => current.value?.error ?? null)
  const status = computed<LoadStatus>(() => {
    if (key() === null) return 'idle'
    if (current.value === null) return 'loading'
    return current.value.error ? 'failed' : 'ready'
  })

  async function reload(): Promise<void> {
    const wanted = key()
    controller.abort()
    if (wanted === null) return
    controller = new AbortController()
    const { signal } = controller
    const isCurrent = (): boolean => !signal.aborted && key() === wanted
    try {
      const answer = await load(signal, () => data.value)
      if (isCurrent()) settled.value = { key: wanted, data: answer, error: null }
    } catch (failure) {
      if (isCurrent()) settled.value = { key: wanted, data: null, error: toApiError(failure) }
    }
  }

  /** Forgets the failure first, so that the retry is seen to work. */
  async function retry(): Promise<void> {
    settled.value = null
    return reload()
  }

  function change(next: (data: T) => T): void {
    const value = current.value
    if (value?.data) settled.value = { ...value, data: next(value.data) }
  }

  onScopeDispose(() => controller.abort())
  watch(
    [key, isWanted],
    () => {
      if (isWanted.value && current.value === null) void reload()
    },
    { immediate: true },
  )

  return { status, data, error, reload, retry, change }
}
