import { drawGamma } from '../../../domain/learning/random/gamma-draw.ts'
import type { Draw } from '../../../domain/learning/random/generator.ts'
import { spend } from './buying.ts'
import { pickOne, wholeBetween } from './draws.ts'
import type { BenchProduct } from './shop-rows.ts'

const ready = 4000

/** What orders hold, put together beforehand: ten million orders share some thousand baskets. */
export interface Basket {
  itemsJson: string
  merchandiseFen: number
}

/** Baskets from the cheapest to the dearest, and what they are worth on average. */
export interface Baskets {
  list: Basket[]
  meanFen: number
}

export function benchBaskets(draw: Draw, products: readonly BenchProduct[]): Baskets {
  const list = Array.from({ length: ready }, () => {
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
  }).sort((one, other) => one.merchandiseFen - other.merchandiseFen)
  return { list, meanFen: list.reduce((sum, { merchandiseFen }) => sum + merchandiseFen, 0) / ready }
}

/** The next order of a customer with this rate of values: the basket that comes next to the drawn value. */
export function drawBasket(draw: Draw, { list, meanFen }: Baskets, valueRate: number): Basket {
  const valueFen = ((meanFen * (spend.q - 1)) / spend.p / valueRate) * drawGamma(spend.p, draw)
  let [least, most] = [0, list.length - 1]
  while (least < most) {
    const middle = (least + most) >> 1
    if ((list[middle]?.merchandiseFen ?? 0) < valueFen) least = middle + 1
    else most = middle
  }
  const basket = list[least]
  if (!basket) throw new Error('no basket to draw from')
  return basket
}
