import type { Coupon } from '../../contract/coupons.ts'
import type { FilledScript } from '../../contract/scripts.ts'
import type { Target } from '../sending/target.ts'
import { useServices, type Services } from '../services.ts'
import { useSendingStore } from '../stores/sending.ts'
import { currentTarget } from './sending/current-target.ts'
import type { Senders } from './sending/senders.ts'
import type { SendableOffer } from './sending/useCouponSending.ts'

/**
 * Everything that leaves the panel for the chat. The customer is captured here, at the tap; the send paths themselves
 * follow in a part of their own, which is fetched as soon as the first screen stands.
 */
export function useSending(services: Services = useServices()) {
  const sending = useSendingStore()
  let senders: Senders | null = null

  async function load(): Promise<Senders> {
    const { createSenders } = await import('./sending/senders.ts')
    senders ??= createSenders(services)
    return senders
  }

  function whenLoaded(run: (loaded: Senders) => void): void {
    if (senders) return run(senders)
    load().then(run, () =>
      sending.tell({
        tone: 'error',
        text: '网络断开，没有发出',
        actions: [{ label: '重试', isPrimary: true, run: () => whenLoaded(run) }],
      }),
    )
  }

  function toCurrent(run: (loaded: Senders, target: Target) => void): void {
    const target = currentTarget()
    if (target) whenLoaded((loaded) => run(loaded, target))
  }

  function sendCoupon(offer: SendableOffer, fallbackText?: string): void {
    toCurrent(({ coupons }, target) => coupons.send(target, offer, fallbackText))
  }
  function voidCoupon(coupon: Coupon): void {
    toCurrent(({ writes }, target) => void writes.voidCoupon(target, coupon))
  }
  function markCouponSent(coupon: Coupon): void {
    toCurrent(({ writes }, target) => void writes.markSent(target, coupon))
  }
  /** `ruleId`: the suggestion that the text carries out. */
  function sendScript(script: FilledScript, text: string, ruleId?: string): void {
    toCurrent(({ scripts }, target) => scripts.send(target, script, text, ruleId))
  }
  function copyScript(script: FilledScript, text: string, ruleId?: string): void {
    const target = currentTarget()
    whenLoaded(({ scripts }) => void scripts.copy(target, script, text, ruleId))
  }

  return { sendCoupon, voidCoupon, markCouponSent, sendScript, copyScript }
}
