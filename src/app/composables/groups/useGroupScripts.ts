import { useServices, type Services } from '../../services.ts'
import { useSessionStore } from '../../stores/session.ts'
import { useResource } from '../useResource.ts'

/** The scripts written for groups. */
export function useGroupScripts({ api }: Services = useServices()) {
  const session = useSessionStore()
  return useResource(
    () => (session.isSignedOut ? null : 'group'),
    (signal) => api.listScripts({ query: { scene: 'group' } }, { signal }),
  )
}
