import { effectScope } from 'vue'
import { useUnsettled } from '../composables/sending/useUnsettled.ts'
import { useLiveCoupon } from '../composables/useLiveCoupon.ts'
import { useScripts } from '../composables/useScripts.ts'
import { useStockAge } from '../composables/scripts/useStockAge.ts'
import { useWatermark } from '../composables/useWatermark.ts'
import type { Services } from '../services.ts'

/** Parts that a tap may need, fetched once the first screen stands so that they are there without a wait. */
const parts: readonly (() => Promise<unknown>)[] = [
  () => import('../composables/sending/senders.ts'),
  () => import('../components/sending/NoticeBar.vue'),
  () => import('../components/sending/ReasonChoice.vue'),
  () => import('./pages/HomeEditor.vue'),
  () => import('../components/offers/OfferWhy.vue'),
  () => import('./pages/ScriptsPage.vue'),
  () => import('./pages/OffersPage.vue'),
  () => import('./pages/TimelinePage.vue'),
  () => import('./pages/GroupPanel.vue'),
  () => import('../search/pinyin.ts').then(({ loadPinyin }) => loadPinyin()),
]

/** What goes on beside the screen: following the live coupon, the script library, and telling the server what it has not heard yet. */
export function startBackground(services: Services): () => void {
  for (const load of parts) void load().catch(() => undefined)
  const scope = effectScope(true)
  const stopRetries = scope.run(() => {
    useLiveCoupon(services)
    useScripts(services)
    useStockAge(services)
    useWatermark()
    return useUnsettled().start()
  })
  return function stop() {
    stopRetries?.()
    scope.stop()
  }
}
