import type { CartLine, CustomerFacts } from '../../customers/facts.ts'
import { yuan } from '../../money.ts'
import { ruleValue } from '../../rules/value.ts'

type Priced = Pick<CartLine, 'sku' | 'name' | 'unitPriceFen'>

/** NBA-20: a single piece above 500 元 (or what the store set), in the cart or else viewed within the last 30 days; the dearest counts. */
export function dearItem({ cart, interests, rules }: CustomerFacts): string[] | null {
  const instalmentPriceFen = ruleValue({ rules }, 'NBA-20', 'priceFen')
  const seen = interests.map(({ unitPriceFen = 0, ...interest }) => ({ ...interest, unitPriceFen }))
  const dearest = (items: readonly Priced[]) =>
    items
      .filter(({ unitPriceFen }) => unitPriceFen > instalmentPriceFen)
      .sort((a, b) => b.unitPriceFen - a.unitPriceFen || (a.sku < b.sku ? -1 : 1))[0]
  const [inCart, viewed] = [dearest(cart), dearest(seen)]
  const item = inCart ?? viewed
  if (!item) return null
  const where = inCart ? '购物车里' : '看过'
  return [`${where}「${item.name}」${yuan(item.unitPriceFen)}元`, `单价超过${yuan(instalmentPriceFen)}元`]
}
