import type { ShopEvent } from '../../domain/behaviour/shop-event.ts'

/** When the latest event of one of these types was; null without one. */
export function latest(events: readonly ShopEvent[], types: readonly string[]): number | null {
  return events.reduce<number | null>(
    (at, event) =>
      types.includes(event.type) && event.occurredAt > (at ?? -Infinity) ? event.occurredAt : at,
    null,
  )
}
