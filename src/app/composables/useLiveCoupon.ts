import { computed, onScopeDispose, watch } from 'vue'
import { isLive } from '../sending/live.ts'
import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'
import { useCustomerStore } from '../stores/customer.ts'
import { useSendingStore } from '../stores/sending.ts'
import { useCustomer } from './useCustomer.ts'

const pollMs = 4_000

/** Follows the live coupon while somebody looks: opened, taken, redeemed show up within five seconds. */
export function useLiveCoupon(services: Services = useServices()): void {
  const chat = useChatStore()
  const store = useCustomerStore()
  const sending = useSendingStore()
  const { showCoupon, refresh } = useCustomer(services)
  let timer: ReturnType<typeof setTimeout> | undefined
  let controller = new AbortController()
  let since = 0

  const liveId = computed(() => {
    const block = store.panel?.recentCoupons
    return block?.status === 'ready' ? (block.data.find(isLive)?.couponId ?? null) : null
  })

  async function poll(externalUserId: string): Promise<void> {
    controller = new AbortController()
    const { signal } = controller
    try {
      const changes = await services.api.getChanges(
        { params: { externalUserId }, query: { since } },
        { signal },
      )
      if (signal.aborted || chat.externalUserId !== externalUserId) return
      since = changes.now
      for (const coupon of changes.coupons) {
        showCoupon(externalUserId, coupon)
        if (coupon.state === 'redeemed') sending.say('她用了')
      }
      if (changes.coupons.some((coupon) => !isLive(coupon))) void refresh()
    } catch {
      // The next round asks again; the bar for lost connections is shown elsewhere.
    }
    if (!signal.aborted && liveId.value !== null) schedule(externalUserId)
  }

  function schedule(externalUserId: string): void {
    clearTimeout(timer)
    timer = setTimeout(() => void poll(externalUserId), pollMs)
  }

  function stop(): void {
    clearTimeout(timer)
    controller.abort()
  }

  function restart(): void {
    stop()
    const externalUserId = chat.externalUserId
    if (externalUserId === null || liveId.value === null || document.visibilityState !== 'visible') return
    schedule(externalUserId)
  }

  function onVisibility(): void {
    stop()
    if (document.visibilityState === 'visible' && chat.externalUserId !== null && liveId.value !== null) {
      void poll(chat.externalUserId)
    }
  }

  watch(
    [liveId, () => chat.token],
    () => {
      since = store.panel?.dataAt ?? 0
      restart()
    },
    { immediate: true },
  )
  document.addEventListener('visibilitychange', onVisibility)
  onScopeDispose(() => {
    stop()
    document.removeEventListener('visibilitychange', onVisibility)
  })
}
