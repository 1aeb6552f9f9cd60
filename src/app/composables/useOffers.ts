import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'
import { useIsLookedAt, useResource } from './useResource.ts'

/** What may, may not and did go to this customer. */
export function useOffers({ api }: Services = useServices()) {
  const chat = useChatStore()
  return useResource(
    () => (chat.externalUserId === null ? null : `${chat.token}:${chat.externalUserId}`),
    (signal) => api.listOffers({ params: { externalUserId: chat.externalUserId ?? '' } }, { signal }),
    useIsLookedAt(),
  )
}
