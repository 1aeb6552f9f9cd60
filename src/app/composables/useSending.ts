import { useServices, type Services } from '../services.ts'
import { useCouponSending } from './sending/useCouponSending.ts'
import { useCouponWrites } from './sending/useCouponWrites.ts'
import { useScriptSending } from './sending/useScriptSending.ts'

/** Everything that leaves the panel for the chat. */
export function useSending(services: Services = useServices()) {
  const coupons = useCouponSending(services)
  const writes = useCouponWrites(services)
  const scripts = useScriptSending(services)
  return {
    sendCoupon: coupons.send,
    voidCoupon: writes.voidCoupon,
    markCouponSent: writes.markSent,
    sendScript: scripts.send,
    copyScript: scripts.copy,
  }
}
