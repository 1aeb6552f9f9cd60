import type { Insertable } from 'kysely'
import type { CouponState } from '../../../src/domain/coupons/coupon.ts'
import type { Database } from '../../../src/server/db/connect.ts'
import type { Schema } from '../../../src/server/db/schema.ts'
import { deskNow } from '../touches/desk.ts'

let made = 0
function nextId(prefix: string): string {
  made += 1
  return `${prefix}${String(made).padStart(6, '0')}`
}

/** A paid order of one 洁面乳 for 189 元. */
export async function insertOrder(
  db: Database,
  orderId: string,
  changes: Partial<Insertable<Schema['purchaseOrder']>> & { customerId: string; orderedAt: number },
): Promise<void> {
  await db
    .insertInto('purchaseOrder')
    .values({
      orderId,
      status: 'paid',
      createdAt: changes.orderedAt,
      orderedDay: 0,
      itemsJson: JSON.stringify([{ sku: 'F1', name: '洁面乳', quantity: 1, unitPriceFen: 18_900 }]),
      paidFen: 18_900,
      refundedFen: 0,
      shippingFen: 0,
      netFen: 18_900,
      rowHash: orderId,
      ...changes,
    })
    .execute()
}

export async function insertEvent(
  db: Database,
  customerId: string,
  changes: Partial<Insertable<Schema['shopEvent']>>,
): Promise<void> {
  const eventId = nextId('ev')
  await db
    .insertInto('shopEvent')
    .values({
      eventId,
      customerId,
      type: 'view',
      occurredAt: deskNow,
      sku: 'F1',
      rowHash: eventId,
      ...changes,
    })
    .execute()
}

/** One change of a coupon of its own. */
export async function insertCouponEvent(
  db: Database,
  customerId: string,
  event: {
    toState: string
    at: number
    fromState?: string | null
    actor?: string
    reason?: string
    discountFen?: number
  },
): Promise<void> {
  const couponId = nextId('cpn')
  const { discountFen = null, ...changes } = event
  await db
    .insertInto('coupon')
    .values({
      couponId,
      tokenHash: couponId,
      code: couponId,
      customerId,
      offerId: 'offer-1',
      offerVersionId: 'version-1',
      issuedBy: 'zhao',
      state: event.toState as CouponState,
      headline: '满199减15',
      rewardsJson: '[]',
      costFen: 1500,
      capsJson: '{}',
      issuedAt: event.at,
      expiresAt: event.at + 86_400_000,
      changedAt: event.at,
      discountFen,
    })
    .execute()
  await db
    .insertInto('couponEvent')
    .values({
      couponEventId: nextId('cev'),
      couponId,
      fromState: null,
      actor: 'customer',
      reason: '',
      ...changes,
    })
    .execute()
}
