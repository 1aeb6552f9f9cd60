import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'
import { useSessionStore } from '../stores/session.ts'
import { useResource } from './useResource.ts'

/** The library, filled for the customer who is here; without one it is filled with fallbacks, for copying. */
export function useScripts({ api }: Services = useServices()) {
  const chat = useChatStore()
  const session = useSessionStore()

  function key(): string | null {
    if (session.isSignedOut || chat.chat === null) return null
    return `${chat.token}:${chat.externalUserId ?? chat.chat.kind}`
  }

  return useResource(key, async (signal) => {
    const query = chat.externalUserId === null ? {} : { externalUserId: chat.externalUserId }
    const { scripts } = await api.listScripts({ query }, { signal })
    return scripts
  })
}
