import { Counter } from 'prom-client'
import { type CouponState, couponStates } from '../../domain/coupons/coupon.ts'
import { afterCommit } from '../db/after-commit.ts'
import { inRegistry } from './registry.ts'

const moves = new Counter({
  ...inRegistry,
  name: 'zhike_coupon_moves_total',
  help: 'Moves of coupons, by the state they led to',
  labelNames: ['to'],
})
const reserved = new Counter({
  ...inRegistry,
  name: 'zhike_money_reserved_fen_total',
  help: 'Worst-case cost reserved when coupons were issued or revived, fen',
})
const redeemed = new Counter({
  ...inRegistry,
  name: 'zhike_money_redeemed_fen_total',
  help: 'What redemptions really cost, fen',
})
for (const to of couponStates) moves.inc({ to }, 0)

/** Counts a move, and the money that it reserved or cost, once the transaction is through. */
export function countMove(
  trx: object,
  to: CouponState,
  { reservedFen = 0, redeemedFen = 0 }: { reservedFen?: number; redeemedFen?: number } = {},
): void {
  afterCommit(trx, () => {
    moves.inc({ to })
    reserved.inc(Math.max(0, reservedFen))
    redeemed.inc(Math.max(0, redeemedFen))
  })
}
