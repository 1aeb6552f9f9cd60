import { dayMs } from '../calendar.ts'
import type { Fen } from '../money.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'

/** A purchase that may be credited. `isRefunded`: given back in full, or never paid. */
export interface AttributedOrder {
  orderId: string
  customerId: string
  orderedAt: number
  /** Paid − refunded − shipping. */
  netFen: Fen
  isRefunded: boolean
}

export interface CreditableTouch {
  touchId: string
  customerId: string
  userId: string
  startedAt: number
  couponId: string | null
}

/** A coupon whose code came with the order and was not given back since. */
export interface Redemption {
  orderId: string
  couponId: string
  issuedBy: string
}

export interface OrderCredit {
  orderId: string
  customerId: string
  method: 'code' | 'touch'
  /** By code: the touch that brought the coupon, where one was recorded. */
  touchId: string | null
  couponId: string | null
  userId: string
  creditedFen: Fen
  orderedAt: number
}

/** How many days a touch may take the credit for an order without a code. */
export function creditWindowDays(rules: RuleOverrides): number {
  return ruleValue({ rules }, 'CREDIT', 'days')
}

/** The later touch counts; of two at the same instant the one with the greater id, so that input order does not matter. */
function isLater(a: CreditableTouch, b: CreditableTouch | undefined): boolean {
  if (!b || a.startedAt !== b.startedAt) return !b || a.startedAt > b.startedAt
  return a.touchId > b.touchId
}

/**
 * Which touch earned which order. A redeemed code decides, however old the touch that brought it; else the customer's last
 * touch by anybody at or before the order and at most `windowDays` × 24 hours old (inclusive). One order credits one touch,
 * a refunded one none. Touches stay as they are, so another window may be computed at any time.
 */
export function attribute(
  orders: readonly AttributedOrder[],
  touches: readonly CreditableTouch[],
  redemptions: readonly Redemption[],
  windowDays: number,
): OrderCredit[] {
  const redeemed = new Map(redemptions.map((redemption) => [redemption.orderId, redemption]))
  const ofCustomer = new Map<string, CreditableTouch[]>()
  for (const touch of touches) {
    const known = ofCustomer.get(touch.customerId)
    if (known) known.push(touch)
    else ofCustomer.set(touch.customerId, [touch])
  }
  return orders.flatMap((order): OrderCredit[] => {
    const { orderId, customerId, orderedAt, netFen: creditedFen } = order
    if (order.isRefunded) return []
    const base = { orderId, customerId, creditedFen, orderedAt }
    const own = ofCustomer.get(customerId) ?? []
    const code = redeemed.get(orderId)
    if (code) {
      const { couponId, issuedBy: userId } = code
      const touchId = lastOf(own.filter((touch) => touch.couponId === couponId))?.touchId ?? null
      return [{ ...base, method: 'code', touchId, couponId, userId }]
    }
    const from = orderedAt - windowDays * dayMs
    const last = lastOf(own.filter(({ startedAt }) => startedAt >= from && startedAt <= orderedAt))
    if (!last) return []
    const { touchId, couponId, userId } = last
    return [{ ...base, method: 'touch', touchId, couponId, userId }]
  })
}

function lastOf(touches: readonly CreditableTouch[]): CreditableTouch | undefined {
  return touches.reduce<CreditableTouch | undefined>(
    (last, touch) => (isLater(touch, last) ? touch : last),
    undefined,
  )
}
