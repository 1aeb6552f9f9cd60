import { setImmediate as nextTurn } from 'node:timers/promises'
import { minuteMs } from '../../../domain/calendar.ts'
import type { CouponState } from '../../../domain/coupons/coupon.ts'
import { couponTransitions } from '../../../domain/coupons/transitions.ts'
import { isWithinValidity } from '../../../domain/coupons/validity.ts'
import type { Database } from '../../db/connect.ts'
import { readSettings } from '../../settings/service.ts'
import { lockCoupon, moveCoupon } from './move.ts'
import type { CouponScope } from '../needs.ts'
import type { CouponRecord } from '../coupon-record.ts'
import { couponsOf, dueCouponIds } from '../repository.ts'
import { spending } from '../transaction.ts'

const expiringStates: readonly CouponState[] = couponTransitions
  .filter(({ move }) => move === 'expire')
  .flatMap(({ from }) => from)
const batchSize = 200

export interface End {
  move: 'expire' | 'lapse'
  state: 'expired' | 'lapsed'
  at: number
}

/** How the coupon has ended by `asOf` although nothing has booked it yet; null while it lives or once it is booked. */
export function dueEnd(
  { state, issuedAt, expiresAt }: Pick<CouponRecord, 'state' | 'issuedAt' | 'expiresAt'>,
  asOf: number,
  lapseAfterMinutes: number,
): End | null {
  const lapsesAt = issuedAt + lapseAfterMinutes * minuteMs
  if (state === 'issued' && asOf >= lapsesAt && lapsesAt <= expiresAt)
    return { move: 'lapse', state: 'lapsed', at: lapsesAt }
  if (expiringStates.includes(state) && !isWithinValidity(expiresAt, asOf))
    return { move: 'expire', state: 'expired', at: expiresAt }
  return null
}

async function bookDueEnd(
  trx: Database,
  scope: CouponScope,
  coupon: CouponRecord,
  asOf: number,
  lapseAfterMinutes: number,
): Promise<CouponRecord> {
  const end = dueEnd(coupon, asOf, lapseAfterMinutes)
  if (!end) return coupon
  return moveCoupon(trx, scope, coupon, {
    move: end.move,
    by: 'system',
    actor: 'system',
    reason: end.move === 'lapse' ? 'not confirmed' : 'validity over',
    at: asOf,
    changes: { endedAt: end.at },
  })
}

/** Reads a coupon under the lock, with the end booked that is due; null for an unknown id. */
export async function lockCurrent(
  trx: Database,
  scope: CouponScope,
  couponId: string,
  asOf: number,
): Promise<CouponRecord | null> {
  const coupon = await lockCoupon(trx, scope, couponId)
  if (!coupon) return null
  const { lapseAfterMinutes } = await readSettings({ db: trx })
  return bookDueEnd(trx, scope, coupon, asOf, lapseAfterMinutes)
}

/** Books what is due for one customer and answers all of their coupons, latest first. The caller holds the lock. */
export async function bookDueEndsOf(
  trx: Database,
  scope: CouponScope,
  customerId: string,
  asOf: number,
): Promise<CouponRecord[]> {
  const { lapseAfterMinutes } = await readSettings({ db: trx })
  const coupons: CouponRecord[] = []
  for (const coupon of await couponsOf(trx, customerId)) {
    coupons.push(await bookDueEnd(trx, scope, coupon, asOf, lapseAfterMinutes))
  }
  return coupons
}

/** Ends every coupon whose time is over, each in a transaction of its own, until `isStopped`; answers how many. */
export async function sweepCoupons(
  scope: CouponScope,
  asOf: number,
  isStopped: () => boolean = () => false,
): Promise<number> {
  const { db } = scope.context
  const { lapseAfterMinutes } = await readSettings(scope.context)
  const unconfirmedSince = asOf - lapseAfterMinutes * minuteMs
  let ended = 0
  for (;;) {
    const ids = await dueCouponIds(db, expiringStates, asOf, unconfirmedSince, batchSize)
    let endedNow = 0
    for (const couponId of ids) {
      if (isStopped()) return ended + endedNow
      // Requests get their turn between two, however many are due.
      await nextTurn()
      const isEnded = await spending(db, async (trx) => {
        const coupon = await lockCoupon(trx, scope, couponId)
        if (!coupon) return false
        return (await bookDueEnd(trx, scope, coupon, asOf, lapseAfterMinutes)) !== coupon
      })
      if (isEnded) endedNow += 1
    }
    ended += endedNow
    if (ids.length < batchSize || endedNow === 0) return ended
  }
}
