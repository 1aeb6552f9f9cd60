import type { Services } from '../../services.ts'
import { useCouponSending } from './useCouponSending.ts'
import { useCouponWrites } from './useCouponWrites.ts'
import { useScriptSending } from './useScriptSending.ts'

/** The send paths, loaded after the first screen stands. */
export function createSenders(services: Services) {
  return {
    coupons: useCouponSending(services),
    writes: useCouponWrites(services),
    scripts: useScriptSending(services),
  }
}
export type Senders = ReturnType<typeof createSenders>
