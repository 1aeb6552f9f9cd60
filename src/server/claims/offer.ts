import type { Claim } from '../../contract/claims.ts'
import { dayMs } from '../../domain/calendar.ts'
import { discountAtRedemption } from '../../domain/offers/discount.ts'
import type { OfferTerms, Reward } from '../../domain/offers/offer.ts'
import { customerLines } from '../../domain/offers/redemption/customer-lines.ts'

export interface ProductFacts {
  sku: string
  name: string
  category: string
  priceFen: number
  stock: number | null
  url: string | null
  updatedAt: number
}

type ClaimOffer = NonNullable<Claim['offer']>

/** A price or stock older than this is hidden rather than guessed. */
const freshMs = dayMs

/** The one product that the offer is bound to, if there is one and the shop told of it lately. */
export function freshProduct(
  terms: OfferTerms,
  products: readonly ProductFacts[],
  asOf: number,
): ProductFacts | null {
  const [product] = products
  if (!product || terms.skus.length !== 1 || terms.categories.length > 0) return null
  return asOf - product.updatedAt <= freshMs ? product : null
}

function scopeText(terms: OfferTerms, products: readonly ProductFacts[]): string {
  const names = [
    ...products.map(({ name }) => name),
    ...terms.categories.map((category) => `${category}类商品`),
  ]
  if (names.length > 0) return names.join('、')
  return terms.skus.length > 0 ? '指定商品' : ''
}

function expectedPaidFen(terms: OfferTerms, rewards: readonly Reward[], product: ProductFacts): number {
  const { sku, category, priceFen } = product
  const items = [{ sku, category, quantity: 1, unitPriceFen: priceFen }]
  const discount = discountAtRedemption(terms, rewards, { amountFen: priceFen, items })
  return discount.ok ? priceFen - discount.discountFen : priceFen
}

export function claimOffer(
  coupon: { headline: string; rewards: readonly Reward[] },
  terms: OfferTerms,
  products: readonly ProductFacts[],
  asOf: number,
): ClaimOffer {
  const product = freshProduct(terms, products, asOf)
  return {
    headline: coupon.headline,
    lines: customerLines(terms, coupon.rewards),
    scope: scopeText(terms, products),
    usageRules: terms.usageRules,
    product: product && {
      name: product.name,
      priceFen: product.priceFen,
      expectedPaidFen: expectedPaidFen(terms, coupon.rewards, product),
      stock: product.stock,
      shopUrl: product.url,
    },
  }
}
