import { dayMs } from '../calendar.ts'
import type { ProductInterest } from '../customers/facts.ts'
import type { KnownProduct, ShopEvent } from './shop-event.ts'

/**
 * Products looked at in the last 30 × 24 h, most recent first. A view counts one; a dwell counts no view but its length in
 * ms is kept if it is the longest. Products the shop no longer tells of are left out. NBA-05, NBA-06.
 */
export function interestsOf(
  events: readonly ShopEvent[],
  products: ReadonlyMap<string, KnownProduct>,
  asOf: number,
): ProductInterest[] {
  const bySku = new Map<string, ProductInterest>()
  for (const event of events) {
    const age = asOf - event.occurredAt
    if (event.sku === null || age < 0 || age > 30 * dayMs) continue
    if (event.type !== 'view' && event.type !== 'dwell') continue
    const product = products.get(event.sku)
    if (!product) continue
    const { sku, name, category } = product
    const known = bySku.get(sku) ?? {
      sku,
      name,
      category,
      views7d: 0,
      views30d: 0,
      longestDwellMs: 0,
      lastViewedAt: 0,
    }
    const isView = event.type === 'view'
    bySku.set(sku, {
      ...known,
      views7d: known.views7d + Number(isView && age <= 7 * dayMs),
      views30d: known.views30d + Number(isView),
      longestDwellMs: Math.max(known.longestDwellMs, event.durationMs ?? 0),
      lastViewedAt: Math.max(known.lastViewedAt, event.occurredAt),
    })
  }
  return [...bySku.values()].sort((a, b) => b.lastViewedAt - a.lastViewedAt || (a.sku < b.sku ? -1 : 1))
}

/** Views in each category over the last `windowDays` × 24 h; a view without category counts for its product's. */
export function categoryViews(
  events: readonly ShopEvent[],
  products: ReadonlyMap<string, KnownProduct>,
  asOf: number,
  windowDays: number,
): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const event of events) {
    const age = asOf - event.occurredAt
    if (event.type !== 'view' || age < 0 || age > windowDays * dayMs) continue
    const category = event.category ?? (event.sku === null ? undefined : products.get(event.sku)?.category)
    if (category !== undefined) counts[category] = (counts[category] ?? 0) + 1
  }
  return counts
}
