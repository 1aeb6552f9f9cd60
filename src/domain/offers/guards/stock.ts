import type { OfferContext, ProductOnSale } from '../context.ts'
import type { OfferTerms } from '../offer.ts'
import type { Refusal } from '../refusal.ts'

/** Whether a product may be promised: sold out only when the shop says 0 or less; unknown products and stocks pass. */
function isAvailable(sku: string, products: Record<string, ProductOnSale>): boolean {
  const stock = products[sku]?.stock ?? null
  return stock === null || stock > 0
}

/**
 * Refuses an offer whose products are sold out: one bound to products when none of them is left, a bundle when fewer
 * than it asks for are left (OFF-18: nothing is promised that is not there).
 */
export function stockRefusals(terms: OfferTerms, context: OfferContext): Refusal[] {
  const { products } = context
  const isSoldOut = terms.skus.length > 0 && !terms.skus.some((sku) => isAvailable(sku, products))
  const isBundleShort = terms.rewards.some(
    (reward) =>
      reward.kind === 'bundle' &&
      reward.skus.filter((sku) => isAvailable(sku, products)).length <
        Math.min(reward.pick, reward.skus.length),
  )
  if (!isSoldOut && !isBundleShort) return []
  const names = terms.skus.map((sku) => products[sku]?.name ?? sku)
  const text = isSoldOut ? `${names.slice(0, 2).join('、')}已无库存` : '组合里的商品库存不足'
  return [{ code: 'outOfStock', ruleId: 'STOCK', text }]
}
