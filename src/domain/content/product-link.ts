import { liveStock } from '../scripts/scarcity/live-stock.ts'

export interface LinkedProduct {
  name: string
  /** Pieces; null = the shop does not tell. */
  stock: number | null
  /** When the stock was read, epoch ms. */
  updatedAt: number
}

export interface LinkedContent {
  kind: 'post' | 'poll'
  /** What the content or the options of the poll are about, by sku. */
  skus: readonly string[]
  /** The need that it answers; blank = none. */
  need: string
}

/**
 * CON-05: why content is not tied to a need and to goods in stock, a sentence each; empty = it is. A post needs one product
 * in stock, a poll only such: every option must be one. In stock: 1 or more, read within 24 hours before `asOf` (inclusive).
 */
export function contentLinkProblems(
  content: LinkedContent,
  products: Readonly<Record<string, LinkedProduct>>,
  asOf: number,
): string[] {
  const { kind, skus, need } = content
  const problems = need.trim() === '' ? ['没写这条内容回应什么需要'] : []
  if (skus.length === 0) return [...problems, '没有连到商品']
  const reasons = skus.flatMap((sku) => {
    const product = Object.hasOwn(products, sku) ? products[sku] : undefined
    if (product === undefined) return [`${sku}：不在商品表里`]
    const stock = liveStock(product, asOf)
    return stock.isLive ? [] : [`${product.name}：${stock.reason}`]
  })
  const isTied = kind === 'poll' ? reasons.length === 0 : reasons.length < skus.length
  return isTied ? problems : [...problems, ...reasons]
}
