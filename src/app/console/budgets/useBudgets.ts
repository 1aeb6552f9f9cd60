import type { Budget } from '../../../contract/budgets.ts'
import type { ApiClient } from '../../api.ts'
import { useResource } from '../../composables/useResource.ts'
import { useConsoleServices } from '../services.ts'

export type BudgetDraft = Parameters<ApiClient['setBudget']>[0]['body']

/** The budgets and what operators change of them. What is refused throws; the list is what the server last said. */
export function useBudgets() {
  const { api } = useConsoleServices()
  const { data, error, retry, reload } = useResource(
    () => 'budgets',
    (signal) => api.listBudgets({}, { signal }),
  )
  return {
    data,
    error,
    retry,
    reload,
    /** Answers what the limit means at once, if it is used up already. */
    async set(body: BudgetDraft): Promise<string | null> {
      const { notice } = await api.setBudget({ body })
      await reload()
      return notice
    },
    async remove({ scope, scopeId }: Pick<Budget, 'scope' | 'scopeId'>): Promise<void> {
      await api.removeBudget({ params: { scope, scopeId } })
      await reload()
    },
  }
}
