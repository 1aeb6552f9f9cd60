import { useResource } from '../../composables/useResource.ts'
import { useConsoleServices } from '../services.ts'

/** Who may be one person, and who was held for one. Every decision changes both lists, so they are read again. */
export function useIdentityLinks() {
  const { api } = useConsoleServices()
  const { data, error, retry, reload } = useResource(
    () => 'identity',
    (signal) => api.listIdentityLinks({}, { signal }),
  )
  return {
    data,
    error,
    retry,
    async decide(suggestionId: string, decision: 'accept' | 'dismiss') {
      const decided = await api.decideIdentity({ params: { suggestionId }, body: { decision } })
      await reload()
      return decided
    },
    async undo(mergeId: string): Promise<void> {
      await api.undoIdentityMerge({ params: { mergeId }, body: {} })
      await reload()
    },
  }
}
