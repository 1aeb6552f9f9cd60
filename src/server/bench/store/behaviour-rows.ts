import type { CreditableTouch } from '../../../domain/attribution/attribute.ts'
import { dayMs } from '../../../domain/calendar.ts'
import type { Draw } from '../../../domain/learning/random/generator.ts'
import type { BulkWriter } from './bulk-writer.ts'
import { geometric, pickOne, wholeBetween } from './draws.ts'
import type { BenchPerson } from './person-rows.ts'
import type { BenchProduct } from './shop-rows.ts'

const browsingShare = 0.5
const meanEvents = 8
const windowDays = 120
const touchedShare = 0.4
const types = ['view', 'view', 'view', 'view', 'dwell', 'cart_add', 'interact', 'share'] as const
const contents = ['welcome', 'question', 'know-how', 'service', 'recall'] as const

/** What the customer did in the shop lately; answers when last, null = nothing. */
export function writeEvents(
  writer: BulkWriter,
  draw: Draw,
  { customerId, index }: BenchPerson,
  { products, asOf }: { products: readonly BenchProduct[]; asOf: number },
): number | null {
  if (draw() >= browsingShare) return null
  const count = 1 + geometric(draw, meanEvents - 1)
  let last = 0
  for (let place = 1; place <= count; place += 1) {
    const occurredAt = asOf - wholeBetween(draw, 3600, (windowDays * dayMs) / 1000) * 1000
    const { sku, category } = pickOne(draw, products)
    const type = pickOne(draw, types)
    const eventId = `ev_bench${String(index).padStart(8, '0')}_${place}`
    last = Math.max(last, occurredAt)
    writer.add('shopEvent', {
      eventId,
      customerId,
      type,
      occurredAt,
      sku,
      category,
      quantity: type === 'cart_add' ? 1 : null,
      durationMs: type === 'dwell' ? wholeBetween(draw, 5, 200) * 1000 : null,
      device: null,
      rowHash: `bench-${eventId}`.padEnd(43, '_'),
    })
  }
  return last
}

/** What the owner sent in the last two months; answers the touches. */
export function writeTouches(
  writer: BulkWriter,
  draw: Draw,
  { customerId, index, userIds, followedAt }: BenchPerson,
  asOf: number,
): CreditableTouch[] {
  if (draw() >= touchedShare) return []
  const count = wholeBetween(draw, 1, 5)
  const touches: CreditableTouch[] = []
  for (let place = 1; place <= count; place += 1) {
    const at = asOf - wholeBetween(draw, 3600, (60 * dayMs) / 1000) * 1000
    if (at <= followedAt) continue
    const number = `${String(index).padStart(8, '0')}_${place}`
    const shared = {
      touchId: `tch_bench${number}`,
      customerId,
      userId: userIds[0] ?? '',
      couponId: null,
      contentType: pickOne(draw, contents),
      ruleId: null,
      isReply: 0,
    }
    const touch = { startedAt: at, lastBubbleAt: at, bubbles: 1, overrideKind: null, overrideNote: null }
    writer.add('touch', { ...shared, ...touch })
    touches.push({ ...shared, startedAt: at })
    writer.add('touchBubble', {
      ...shared,
      bubbleId: `bub_bench${number}`,
      scriptId: null,
      text: '您好，新到的几款我帮您留意着，有空可以看看。',
      via: 'sent',
      isEdited: 0,
      at,
    })
  }
  return touches
}
