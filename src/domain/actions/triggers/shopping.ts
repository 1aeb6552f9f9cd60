import { dayMs } from '../../calendar.ts'
import type { CustomerFacts, ProductInterest } from '../../customers/facts.ts'
import { yuan } from '../../money.ts'
import type { Trigger } from '../trigger.ts'

/** NBA-05: views of one product within 7 days from which a customer counts as hesitant (inclusive). */
export const hesitantViews = 3
const longDwellMs = 90_000
const cartPieces = 3
const instalmentPriceFen = 50_000
const orderWindowDays = 30

/** Whether an order of the product stands beside the interest in it; interest is kept for 30 days, so are the orders that answer it. */
function wasOrdered(interest: ProductInterest, { boughtSkus }: CustomerFacts): boolean {
  const daysAgo = boughtSkus[interest.sku]
  return daysAgo !== undefined && daysAgo <= orderWindowDays
}

function mostViewed(facts: CustomerFacts): ProductInterest[] {
  return facts.interests
    .filter((interest) => !wasOrdered(interest, facts))
    .sort((a, b) => b.views7d - a.views7d || (a.sku < b.sku ? -1 : 1))
}

/** NBA-05: the product seen at least `views` times in 7 days without an order of it, the most viewed first; null when none. */
export function hesitatesOver(facts: CustomerFacts, views: number = hesitantViews): ProductInterest | null {
  const [top] = mostViewed(facts)
  return top !== undefined && top.views7d >= views ? top : null
}

/** NBA-06: longer than 90 seconds on a product page within the last 7 days, no order of it. */
function longDwell(facts: CustomerFacts): string[] | null {
  const since = facts.asOf - 7 * dayMs
  const [longest] = mostViewed(facts)
    .filter(({ longestDwellMs, lastViewedAt }) => longestDwellMs > longDwellMs && lastViewedAt >= since)
    .sort((a, b) => b.longestDwellMs - a.longestDwellMs || (a.sku < b.sku ? -1 : 1))
  return longest ? [`看「${longest.name}」${Math.floor(longest.longestDwellMs / 1000)}秒未下单`] : null
}

function fullCart({ cart }: CustomerFacts): string[] | null {
  const pieces = cart.reduce((sum, { quantity }) => sum + quantity, 0)
  const amountFen = cart.reduce((sum, { quantity, unitPriceFen }) => sum + quantity * unitPriceFen, 0)
  return pieces >= cartPieces ? [`购物车${pieces}件未付款,共${yuan(amountFen)}元`] : null
}

function hesitant(facts: CustomerFacts): string[] | null {
  const product = hesitatesOver(facts)
  return product && [`浏览「${product.name}」${product.views7d}次/7天未下单`, '犹豫型更看重保障']
}

/** NBA-07, C10: one or two views in 7 days; three and more are NBA-05's. */
function lightInterest(facts: CustomerFacts): string[] | null {
  const [top] = mostViewed(facts)
  if (!top || top.views7d < 1 || top.views7d >= hesitantViews) return null
  return [`近7天看过「${top.name}」${top.views7d}次`]
}

/** NBA-20: a single piece above 500 元, in the cart or viewed within the last 30 days. */
function dearItem({ cart, interests }: CustomerFacts): string[] | null {
  const inCart = cart.find(({ unitPriceFen }) => unitPriceFen > instalmentPriceFen)
  if (inCart) return [`购物车里「${inCart.name}」${yuan(inCart.unitPriceFen)}元`]
  const viewed = interests.find(({ unitPriceFen = 0 }) => unitPriceFen > instalmentPriceFen)
  return viewed ? [`看过「${viewed.name}」${yuan(viewed.unitPriceFen ?? 0)}元`] : null
}

/** The customer is choosing. */
export const shoppingTriggers: readonly Trigger[] = [
  {
    ruleId: 'NBA-04',
    title: '购物车未付款,给组合优惠',
    kind: 'offer',
    urgency: 'today',
    scriptStep: 'action',
    fires: fullCart,
  },
  {
    ruleId: 'NBA-05',
    title: '打消顾虑:给保障,不急着降价',
    kind: 'offer',
    urgency: 'today',
    scriptStep: 'desire',
    fires: hesitant,
  },
  {
    ruleId: 'NBA-06',
    title: '看得久,送一张专属券',
    kind: 'offer',
    urgency: 'today',
    scriptStep: 'interest',
    fires: longDwell,
  },
  {
    ruleId: 'NBA-07',
    title: '看过未买,小额试一试',
    kind: 'offer',
    urgency: 'this-week',
    scriptStep: 'interest',
    fires: lightInterest,
  },
  {
    ruleId: 'NBA-20',
    title: '单价较高,可以提分期',
    kind: 'talk',
    urgency: 'when-free',
    scriptStep: 'action',
    fires: dearItem,
  },
]
