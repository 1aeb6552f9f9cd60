import { onScopeDispose, ref, shallowRef } from 'vue'
import { toApiError, type Answer, type ApiError } from '../../api.ts'
import { useConsoleServices } from '../services.ts'
import { useSessionStore } from '../../stores/session.ts'
import { auditQuery, emptyFilter, type AuditFilter } from './audit-filter.ts'

type Trail = Answer<'searchAudit'>

/** The trail for one filter, page after page. An answer to an older question is dropped. */
export function useAuditTrail() {
  const { api } = useConsoleServices()
  const store = useSessionStore()
  const trail = shallowRef<Trail | null>(null)
  const error = shallowRef<ApiError | null>(null)
  const isLoading = ref(false)
  let asked: AuditFilter = emptyFilter
  let controller = new AbortController()
  onScopeDispose(() => controller.abort())

  async function ask(cursor: string | null): Promise<void> {
    controller.abort()
    controller = new AbortController()
    const { signal } = controller
    isLoading.value = true
    error.value = null
    try {
      const query = auditQuery(asked, store.session?.timeZone ?? 'Asia/Shanghai')
      const answer = await api.searchAudit(
        { query: { ...query, ...(cursor !== null && { cursor }) } },
        { signal },
      )
      if (signal.aborted) return
      const before = cursor === null ? [] : (trail.value?.entries ?? [])
      trail.value = { ...answer, entries: [...before, ...answer.entries] }
    } catch (failure) {
      if (!signal.aborted) error.value = toApiError(failure)
    }
    if (!signal.aborted) isLoading.value = false
  }

  return {
    trail,
    error,
    isLoading,
    search(filter: AuditFilter): Promise<void> {
      asked = { ...filter }
      return ask(null)
    },
    retry: () => ask(null),
    more: () => ask(trail.value?.next ?? null),
  }
}
