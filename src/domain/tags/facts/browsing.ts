import type { KnownProduct, ShopEvent } from '../../behaviour/shop-event.ts'
import { dayMs } from '../../calendar.ts'
import { type DeviceClass, deviceClass, isPhone } from './device.ts'

/** Views and dwell look back this far; an intent to buy half as far (TAG-02, TAG-03). */
export const browsingDays = 30
const intentDays = 14

export interface CategoryBrowsing {
  views30d: number
  highestPriceFen: number
  longestDwellMs: number
  lastViewedAt: number
}

/** What the shop's events tell of a customer's taste, for tags alone: no offer reads it. */
export interface Browsing {
  device: DeviceClass | null
  longestDwellMs: number
  /** The longest stay on a phone over 14 × 24 h. */
  phoneDwell: { ms: number; productName: string; at: number } | null
  dearest: { priceFen: number; at: number } | null
  shares30d: number
  interactions30d: number
  categories: ReadonlyMap<string, CategoryBrowsing>
}

export const noBrowsing: Browsing = {
  device: null,
  longestDwellMs: 0,
  phoneDwell: null,
  dearest: null,
  shares30d: 0,
  interactions30d: 0,
  categories: new Map(),
}

/** What was looked at in the last 30 × 24 h up to `asOf`, both ends included; products the shop no longer tells of have no name and no price. */
export function browsingOf(
  events: readonly ShopEvent[],
  products: ReadonlyMap<string, KnownProduct>,
  asOf: number,
): Browsing {
  const recent = events
    .filter(({ occurredAt }) => occurredAt <= asOf && asOf - occurredAt <= browsingDays * dayMs)
    .sort((a, b) => a.occurredAt - b.occurredAt)
  const categories = new Map<string, CategoryBrowsing>()
  const count = (...types: string[]) => recent.filter(({ type }) => types.includes(type)).length
  let { device, longestDwellMs, phoneDwell, dearest } = noBrowsing
  for (const event of recent) {
    device = deviceClass(event.device) ?? device
    if (event.type !== 'view' && event.type !== 'dwell') continue
    const at = event.occurredAt
    const ms = event.durationMs ?? 0
    const product = event.sku === null ? undefined : products.get(event.sku)
    longestDwellMs = Math.max(longestDwellMs, ms)
    if (product && product.priceFen >= (dearest?.priceFen ?? 0)) dearest = { priceFen: product.priceFen, at }
    const isIntent = asOf - at <= intentDays * dayMs
    if (product && isIntent && isPhone(event.device) && ms > 0 && ms >= (phoneDwell?.ms ?? 0))
      phoneDwell = { ms, productName: product.name, at }
    const category = event.category ?? product?.category
    if (category === undefined) continue
    const known = categories.get(category)
    categories.set(category, {
      views30d: (known?.views30d ?? 0) + Number(event.type === 'view'),
      highestPriceFen: Math.max(known?.highestPriceFen ?? 0, product?.priceFen ?? 0),
      longestDwellMs: Math.max(known?.longestDwellMs ?? 0, ms),
      lastViewedAt: at,
    })
  }
  return {
    device,
    longestDwellMs,
    phoneDwell,
    dearest,
    shares30d: count('share'),
    interactions30d: count('interact', 'checkin'),
    categories,
  }
}
