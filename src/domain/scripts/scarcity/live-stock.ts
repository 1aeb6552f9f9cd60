import { hourMs } from '../../calendar.ts'

/** OFF-18: a stock older than this is no live one and names no number. */
export const liveStockMs = 24 * hourMs

export type LiveStock = { isLive: true; count: number; at: number } | { isLive: false; reason: string }

/** Pieces that may be sold between the reading of a text and its sending without making its count a false one. */
export const soldMeanwhile = 2

/** Whether a text may still say `count` at the moment it is sent: what is there now, or at most two more. Source: OFF-18. */
export function isStillTrue(count: number, stock: LiveStock): boolean {
  return stock.isLive && count >= stock.count && count - stock.count <= soldMeanwhile
}

/**
 * The pieces that a text may name: one or more, read at most 24 hours before `asOf` (inclusive). Otherwise why it may not.
 * `product` null = nothing is talked about. Source: OFF-18.
 */
export function liveStock(
  product: { stock: number | null; updatedAt: number } | null,
  asOf: number,
): LiveStock {
  if (product === null) return { isLive: false, reason: '不知道在聊哪个商品，没有余量可用' }
  const { stock, updatedAt } = product
  if (stock === null) return { isLive: false, reason: '商城没有给这个商品的库存' }
  if (asOf - updatedAt > liveStockMs) return { isLive: false, reason: '库存数据超过 24 小时，不能提余量' }
  if (stock <= 0) return { isLive: false, reason: '这个商品没有库存了' }
  return { isLive: true, count: stock, at: updatedAt }
}
