import type { Draw } from '../../../domain/learning/random/generator.ts'
import { pickOne, wholeBetween } from './draws.ts'
import type { BenchProduct } from './shop-rows.ts'

const ready = 4000

/** What orders hold, put together beforehand: ten million orders share some thousand baskets. */
export interface Basket {
  itemsJson: string
  merchandiseFen: number
}

export function benchBaskets(draw: Draw, products: readonly BenchProduct[]): Basket[] {
  return Array.from({ length: ready }, () => {
    const items = Array.from({ length: wholeBetween(draw, 1, 3) }, () => {
      const { sku, name, category, priceFen, costFen } = pickOne(draw, products)
      return {
        sku,
        name,
        category,
        quantity: draw() < 0.85 ? 1 : 2,
        unitPriceFen: priceFen,
        unitCostFen: costFen,
      }
    })
    const merchandiseFen = items.reduce((sum, item) => sum + item.quantity * item.unitPriceFen, 0)
    return { itemsJson: JSON.stringify(items), merchandiseFen }
  })
}
