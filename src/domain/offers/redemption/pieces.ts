import { percentOfFen, type Fen } from '../../money.ts'
import type { OrderItem } from './order.ts'

function dearestFirst(items: readonly OrderItem[]): OrderItem[] {
  return [...items].sort((a, b) => b.unitPriceFen - a.unitPriceFen || (a.sku < b.sku ? -1 : 1))
}

/** Pieces among the items. */
export function pieceCount(items: readonly OrderItem[]): number {
  return items.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** Half the price of every nth piece, counted from the dearest, so that in each group of n the cheapest is halved. In fen, rounded down. */
export function nthHalfFen(items: readonly OrderItem[], nth: number): Fen {
  let seen = 0
  let halvedFen = 0
  for (const { quantity, unitPriceFen } of dearestFirst(items)) {
    const halved = Math.floor((seen + quantity) / nth) - Math.floor(seen / nth)
    halvedFen += halved * Math.floor(unitPriceFen / 2)
    seen += quantity
  }
  return halvedFen
}

/** The share taken off all complete sets of `pick` pieces, made of the dearest; 0 when not even one set is complete. */
export function bundleFen(items: readonly OrderItem[], pick: number, payPercent: number): Fen {
  let left = Math.floor(pieceCount(items) / pick) * pick
  let setFen = 0
  for (const { quantity, unitPriceFen } of dearestFirst(items)) {
    const taken = Math.min(left, quantity)
    setFen += taken * unitPriceFen
    left -= taken
  }
  return percentOfFen(setFen, 100 - payPercent)
}
