import { effectScope, watch } from 'vue'
import type { Answer } from '../api.ts'
import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'
import { useCustomerStore } from '../stores/customer.ts'
import { useSessionStore } from '../stores/session.ts'
import { useResource } from './useResource.ts'

type Library = Answer<'listScripts'>

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

  let last: Library | null = null
  let loadedAt = -Infinity
  const library = useResource<Library>(key, async (signal, shown) => {
    const externalUserId = customer.panel?.customer.externalUserId
    const query = externalUserId === undefined ? {} : { externalUserId }
    try {
      last = await api.listScripts({ query }, { signal })
    } catch (failure) {
      // What is on the screen stays while it cannot be asked for anew.
      const kept = shown()
      if (kept) return kept
      throw failure
    }
    loadedAt = Date.now()
    return last
  })
  // The panel was asked for anew, by 刷新 or after a send: what the scripts are filled with may have changed too.
  watch([key, () => customer.panel?.dataAt], ([now, at], [before, wasAt]) => {
    if (now !== null && now === before && at !== wasAt) void library.reload()
  })

  /** Brings the library again when it is older than that. */
  function refreshOlderThan(ageMs: number): void {
    if (library.data.value && Date.now() - loadedAt > ageMs) void library.reload()
  }
  /** `last`: what was fetched before, for whichever chat; nothing of it may be shown before `withoutCustomer`. */
  return { ...library, last: () => last, refreshOlderThan }
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
