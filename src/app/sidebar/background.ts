import { effectScope } from 'vue'
import { useUnsettled } from '../composables/sending/useUnsettled.ts'
import { useLiveCoupon } from '../composables/useLiveCoupon.ts'
import { useScripts } from '../composables/useScripts.ts'
import type { Services } from '../services.ts'

/** What goes on beside the screen: following the live coupon, the script library, and telling the server what it has not heard yet. */
export function startBackground(services: Services): () => void {
  const scope = effectScope(true)
  const stopRetries = scope.run(() => {
    useLiveCoupon(services)
    useScripts(services)
    return useUnsettled().start()
  })
  return function stop() {
    stopRetries?.()
    scope.stop()
  }
}
