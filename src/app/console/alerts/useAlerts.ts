import type { AbuseAlert } from '../../../contract/alerts.ts'
import { useResource } from '../../composables/useResource.ts'
import { useConsoleServices } from '../services.ts'

/** What looks like abuse, and what somebody looked at. */
export function useAlerts() {
  const { api } = useConsoleServices()
  const { data, error, retry, reload, change } = useResource(
    () => 'alerts',
    (signal) => api.listAlerts({}, { signal }),
  )
  return {
    data,
    error,
    retry,
    reload,
    async review(alertId: string): Promise<AbuseAlert> {
      const { alert } = await api.reviewAlert({ params: { alertId }, body: {} })
      change((list) => ({
        alerts: list.alerts.map((entry) => (entry.alertId === alertId ? alert : entry)),
      }))
      return alert
    },
  }
}
