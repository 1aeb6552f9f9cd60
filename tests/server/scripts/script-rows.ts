import type { Insertable } from 'kysely'
import type { Database } from '../../../src/server/db/connect.ts'
import type { Schema } from '../../../src/server/db/schema.ts'
import { deskNow } from '../touches/desk.ts'

/** A paid order of yesterday; its customer is `yue` unless said otherwise. */
export async function insertOrder(
  db: Database,
  orderId: string,
  changes: Partial<Insertable<Schema['purchaseOrder']>> = {},
): Promise<void> {
  const paidAt = deskNow - 86_400_000
  await db
    .insertInto('purchaseOrder')
    .values({
      orderId,
      customerId: 'yue',
      status: 'paid',
      createdAt: paidAt,
      paidAt,
      orderedAt: paidAt,
      orderedDay: 20_000,
      itemsJson: '[]',
      paidFen: 10_000,
      refundedFen: 0,
      shippingFen: 0,
      netFen: 10_000,
      rowHash: orderId,
      ...changes,
    })
    .execute()
}

/** One sent text as the store keeps it. */
export async function insertBubble(
  db: Database,
  bubbleId: string,
  changes: Partial<Insertable<Schema['touchBubble']>> = {},
): Promise<void> {
  await db
    .insertInto('touchBubble')
    .values({
      bubbleId,
      touchId: bubbleId,
      customerId: 'yue',
      userId: 'lin',
      text: '您好',
      contentType: 'other',
      isReply: 0,
      via: 'sent',
      isEdited: 0,
      at: deskNow,
      ...changes,
    })
    .execute()
}
