import type { LinkedProduct } from './missing-partners.ts'

/** A bought product that is used up some day. */
export interface Replenishment {
  sku: string
  name: string
  /** Local days until it is used up: 0 = today, below 0 = since then. */
  dueInDays: number
}

/** What was bought and is used up `replenishDays` after its last purchase, whatever the quantity; the first due first. NBA-12. */
export function replenishments(
  boughtSkus: Readonly<Record<string, number>>,
  products: ReadonlyMap<string, LinkedProduct>,
): Replenishment[] {
  return Object.entries(boughtSkus)
    .flatMap(([sku, daysAgo]) => {
      const product = products.get(sku)
      if (!product || product.replenishDays === null) return []
      return [{ sku, name: product.name, dueInDays: product.replenishDays - daysAgo }]
    })
    .sort((a, b) => a.dueInDays - b.dueInDays || (a.sku < b.sku ? -1 : 1))
}
