/** What the product feed tells of what follows a purchase. */
export interface LinkedProduct {
  sku: string
  name: string
  partnerSkus: readonly string[]
  /** Days until it is used up; null = not told. */
  replenishDays: number | null
}

/** A product was bought, a partner of it never. */
export interface MissingPartner {
  sku: string
  name: string
  /** Local days since the product was last bought. */
  daysAgo: number
  partnerSku: string
  partnerName: string
}

/**
 * Every bought product beside each partner of the feed that was never bought, the latest purchase first, then by sku. A
 * partner that the feed does not know is left out. NBA-10.
 */
export function missingPartners(
  boughtSkus: Readonly<Record<string, number>>,
  products: ReadonlyMap<string, LinkedProduct>,
): MissingPartner[] {
  return Object.entries(boughtSkus)
    .flatMap(([sku, daysAgo]) => {
      const product = products.get(sku)
      return (product?.partnerSkus ?? []).flatMap((partnerSku) => {
        const partner = products.get(partnerSku)
        if (!product || !partner || boughtSkus[partnerSku] !== undefined) return []
        return [{ sku, name: product.name, daysAgo, partnerSku, partnerName: partner.name }]
      })
    })
    .sort(
      (a, b) => a.daysAgo - b.daysAgo || (`${a.sku} ${a.partnerSku}` < `${b.sku} ${b.partnerSku}` ? -1 : 1),
    )
}
