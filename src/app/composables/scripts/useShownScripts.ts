import { computed, watch } from 'vue'
import { withoutCustomer } from '../../search/without-customer.ts'
import { useServices, type Services } from '../../services.ts'
import { useOnline } from '../useOnline.ts'
import { useScripts } from '../useScripts.ts'

/**
 * The library as it can be shown now: of this chat, or, in a chat that was opened without a connection, what was fetched
 * before without its customer until there is one again.
 */
export function useShownScripts(services: Services = useServices()) {
  const scripts = useScripts(services)
  const shown = computed(() => {
    if (scripts.data.value) return scripts.data.value
    const last = scripts.error.value?.isOffline ? scripts.last() : null
    return last && withoutCustomer(last)
  })
  watch(useOnline(), (isOnline) => {
    if (isOnline && scripts.error.value?.isOffline) void scripts.reload()
  })
  return { ...scripts, shown }
}
