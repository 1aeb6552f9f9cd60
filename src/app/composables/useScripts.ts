import { effectScope } from 'vue'
import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'
import { useCustomerStore } from '../stores/customer.ts'
import { useSessionStore } from '../stores/session.ts'
import { useResource } from './useResource.ts'

function loadLibrary({ api }: Services) {
  const chat = useChatStore()
  const customer = useCustomerStore()
  const session = useSessionStore()

  /** The panel goes first; the library follows it. */
  function key(): string | null {
    if (session.isSignedOut || chat.chat === null || customer.status === 'loading') return null
    const owner = customer.panel === null ? chat.chat.kind : customer.panel.customer.externalUserId
    return `${chat.token}:${owner}`
  }

  return useResource(key, async (signal) => {
    const externalUserId = customer.panel?.customer.externalUserId
    const query = externalUserId === undefined ? {} : { externalUserId }
    return api.listScripts({ query }, { signal })
  })
}

const libraries = new WeakMap<Services, ReturnType<typeof loadLibrary>>()

/**
 * The library, filled for the customer who is here; without one it is filled with fallbacks, for copying. One for the
 * whole page, fetched beside the first screen, so that it can be searched when the connection is lost.
 */
export function useScripts(services: Services = useServices()): ReturnType<typeof loadLibrary> {
  const known = libraries.get(services)
  if (known) return known
  const library = effectScope(true).run(() => loadLibrary(services))
  if (!library) throw new Error('the library was not created')
  libraries.set(services, library)
  return library
}
