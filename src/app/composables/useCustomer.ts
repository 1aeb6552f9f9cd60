import { watch } from 'vue'
import type { CadenceMeter } from '../../contract/cadence.ts'
import type { Coupon } from '../../contract/coupons.ts'
import { toApiError } from '../api.ts'
import { useServices, type Services } from '../services.ts'
import { useChatStore } from '../stores/chat.ts'
import { useCustomerStore } from '../stores/customer.ts'
import { useSendingStore } from '../stores/sending.ts'
import { isLive } from '../sending/live.ts'

/** The panel of whoever is here. An answer counts only for the chat it was asked for, by token and by id. */
export function useCustomer(services: Services = useServices()) {
  const chat = useChatStore()
  const store = useCustomerStore()
  const sending = useSendingStore()

  async function load(isKept: boolean): Promise<void> {
    const externalUserId = chat.externalUserId
    if (externalUserId === null) {
      store.leave()
      return
    }
    const token = chat.token
    const signal = store.begin(isKept)
    const isCurrent = (): boolean => token === chat.token && !signal.aborted
    try {
      const panel = await services.api.getPanel({ params: { externalUserId } }, { signal })
      if (isCurrent() && panel.customer.externalUserId === externalUserId) store.show(panel)
    } catch (failure) {
      if (isCurrent()) store.fail(toApiError(failure))
    }
  }

  /** Repaints from empty whenever the chat changes. */
  function follow(): () => void {
    return watch(
      () => chat.token,
      () => void load(false),
      { immediate: true, flush: 'sync' },
    )
  }

  async function refresh(): Promise<void> {
    return load(store.panel !== null)
  }

  function showCadence(externalUserId: string, data: CadenceMeter): void {
    store.patch(externalUserId, (panel) => ({ ...panel, cadence: { status: 'ready', data } }))
  }

  /** The newest word on a coupon: it moves to the front, and a live one takes the button's place. */
  function showCoupon(externalUserId: string, coupon: Coupon): void {
    store.patch(externalUserId, (panel) => {
      const known = panel.recentCoupons.status === 'ready' ? panel.recentCoupons.data : []
      const others = known.filter((other) => other.couponId !== coupon.couponId)
      const recent = [coupon, ...others].sort((a, b) => b.issuedAt - a.issuedAt)
      const { recommendation } = panel
      if (recommendation.status !== 'ready') {
        return { ...panel, recentCoupons: { status: 'ready', data: recent } }
      }
      const liveCouponId = recent.find(isLive)?.couponId ?? null
      return {
        ...panel,
        recentCoupons: { status: 'ready', data: recent },
        recommendation: { status: 'ready', data: { ...recommendation.data, liveCouponId } },
      }
    })
  }

  /** 她在问: the customer wrote first. */
  async function markAsking(isAsking: boolean): Promise<void> {
    const externalUserId = chat.externalUserId
    if (externalUserId === null) return
    try {
      const { cadence } = await services.api.markAsking({ params: { externalUserId }, body: { isAsking } })
      showCadence(externalUserId, cadence)
      sending.say(isAsking ? '已记为她在问' : '已取消她在问')
      // A full meter holds suggestions back, save for who is asking.
      if (cadence.isFull && chat.externalUserId === externalUserId) void refresh()
    } catch (failure) {
      const text = `没有记下「她在问」：${toApiError(failure).message}`
      sending.tell({ tone: 'error', text, externalUserId, actions: [] })
    }
  }

  return { load, follow, refresh, showCadence, showCoupon, markAsking }
}
