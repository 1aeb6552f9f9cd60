import type { CouponState } from './coupon.ts'

export type CouponMove =
  'send' | 'lapse' | 'void' | 'open' | 'claim' | 'revive' | 'redeem' | 'refund' | 'expire'

export type CouponActor = 'advisor' | 'operator' | 'customer' | 'shop' | 'system'

/** What the ledger books with a move: `release` frees the reserve, `settle` turns it into cost, `reverse` returns the cost, `reserve` takes it again. */
export type LedgerEffect = 'none' | 'reserve' | 'release' | 'settle' | 'reverse'

export interface CouponTransition {
  move: CouponMove
  from: readonly CouponState[]
  to: CouponState
  by: readonly CouponActor[]
  ledger: LedgerEffect
}

/** Issuing itself makes the coupon `issued` and reserves its worst-case cost. */
export const issueLedger: LedgerEffect = 'reserve'

/**
 * All moves that exist. Opening or claiming proves sending. Advisors void until claimed,
 * operators until redeemed. A refunded coupon is open again without a reserve: it settles when redeemed once more and
 * frees nothing when it ends.
 */
export const couponTransitions: readonly CouponTransition[] = [
  { move: 'send', from: ['issued'], to: 'sent', by: ['advisor'], ledger: 'none' },
  { move: 'lapse', from: ['issued'], to: 'lapsed', by: ['system'], ledger: 'release' },
  {
    move: 'void',
    from: ['issued', 'sent', 'opened'],
    to: 'voided',
    by: ['advisor', 'operator'],
    ledger: 'release',
  },
  // A cancel or a wrong customer may be told after the lapse: then opening the card must not revive it.
  { move: 'void', from: ['lapsed'], to: 'voided', by: ['advisor', 'operator'], ledger: 'none' },
  { move: 'void', from: ['claimed'], to: 'voided', by: ['operator'], ledger: 'release' },
  { move: 'void', from: ['refunded'], to: 'voided', by: ['operator'], ledger: 'none' },
  { move: 'open', from: ['issued', 'sent'], to: 'opened', by: ['customer'], ledger: 'none' },
  { move: 'claim', from: ['issued', 'sent', 'opened'], to: 'claimed', by: ['customer'], ledger: 'none' },
  { move: 'revive', from: ['lapsed'], to: 'opened', by: ['customer'], ledger: 'reserve' },
  { move: 'redeem', from: ['sent', 'opened', 'claimed'], to: 'redeemed', by: ['shop'], ledger: 'settle' },
  { move: 'redeem', from: ['refunded'], to: 'redeemed', by: ['shop'], ledger: 'settle' },
  { move: 'refund', from: ['redeemed'], to: 'refunded', by: ['shop'], ledger: 'reverse' },
  {
    move: 'expire',
    from: ['issued', 'sent', 'opened', 'claimed'],
    to: 'expired',
    by: ['system'],
    ledger: 'release',
  },
  { move: 'expire', from: ['refunded'], to: 'expired', by: ['system'], ledger: 'none' },
]

export type MoveVerdict =
  | { allowed: true; to: CouponState; ledger: LedgerEffect }
  /** `state`: no such move from here; `actor`: the move exists, this actor may not make it. */
  | { allowed: false; because: 'state' | 'actor' }

/** Whether `actor` may make `move` on a coupon in `state`, where it leads and what the ledger books. */
export function couponMove(state: CouponState, move: CouponMove, actor: CouponActor): MoveVerdict {
  const found = couponTransitions.find((row) => row.move === move && row.from.includes(state))
  if (!found) return { allowed: false, because: 'state' }
  if (!found.by.includes(actor)) return { allowed: false, because: 'actor' }
  return { allowed: true, to: found.to, ledger: found.ledger }
}
