import { onScopeDispose, ref, shallowRef } from 'vue'
import { toApiError, type ApiError } from '../../api.ts'
import { useResource } from '../../composables/useResource.ts'
import { useConsoleServices } from '../services.ts'

/** As often a list that is open asks for what has come since. */
const refreshMs = 60_000

/** What waits for a lead: late prices and wishes for an exception. What was decided goes at once; a refusal is said and the list read anew. */
export function useWaiting() {
  const { api } = useConsoleServices()
  const busy = ref<string | null>(null)
  const problem = shallowRef<ApiError | null>(null)
  const { data, error, retry, reload } = useResource(
    () => 'waiting',
    async (signal) => {
      const [{ escalations }, { exceptions }] = await Promise.all([
        api.listEscalations({}, { signal }),
        api.listOfferExceptions({}, { signal }),
      ])
      return { escalations, exceptions }
    },
  )
  const timer = setInterval(() => {
    if (busy.value === null) void reload()
  }, refreshMs)
  onScopeDispose(() => clearInterval(timer))

  async function act(id: string, run: () => Promise<unknown>): Promise<void> {
    busy.value = id
    problem.value = null
    try {
      await run()
    } catch (failure) {
      problem.value = toApiError(failure)
    }
    await reload()
    busy.value = null
  }

  return {
    data,
    error,
    retry,
    busy,
    problem,
    settle: (escalationId: string) =>
      act(escalationId, () => api.settleEscalation({ params: { escalationId } })),
    decide: (exceptionId: string, status: 'approved' | 'refused') =>
      act(exceptionId, () => api.decideOfferException({ params: { exceptionId }, body: { status } })),
  }
}
