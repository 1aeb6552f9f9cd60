import type { LinkedProduct } from '../../domain/actions/follow-on/missing-partners.ts'
import type { KnownProduct } from '../../domain/behaviour/shop-event.ts'
import type { Database } from '../db/connect.ts'

/** What the facts read of a stored product. */
export interface ProductFacts extends KnownProduct {
  partnerSkusJson: string
  replenishDays: number | null
}

export interface LinkNeeds {
  products: {
    productsBySku: (db: Database, skus: readonly string[]) => Promise<ReadonlyMap<string, ProductFacts>>
  }
}

export type FactsProduct = KnownProduct & LinkedProduct

function linked(product: ProductFacts): FactsProduct {
  const { sku, name, category, priceFen, replenishDays } = product
  return { sku, name, category, priceFen, replenishDays, partnerSkus: JSON.parse(product.partnerSkusJson) }
}

/** The products seen or bought, and the partners of the bought ones; a second query only for partners not yet read. */
export async function readProducts(
  { products }: LinkNeeds,
  db: Database,
  seenSkus: readonly string[],
  boughtSkus: readonly string[],
): Promise<Map<string, FactsProduct>> {
  const known = new Map<string, FactsProduct>()
  const read = async (skus: readonly string[]) => {
    for (const [sku, product] of await products.productsBySku(db, skus)) known.set(sku, linked(product))
  }
  await read([...new Set([...seenSkus, ...boughtSkus])])
  const partners = boughtSkus.flatMap((sku) => known.get(sku)?.partnerSkus ?? [])
  const missing = [...new Set(partners)].filter((sku) => !known.has(sku))
  if (missing.length > 0) await read(missing)
  return known
}
