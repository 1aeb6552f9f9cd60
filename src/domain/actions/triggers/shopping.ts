import { dayMs } from '../../calendar.ts'
import type { CustomerFacts, ProductInterest } from '../../customers/facts.ts'
import { ruleValue } from '../../rules/value.ts'
import type { Trigger } from '../trigger.ts'
import { fullCart } from './checkout.ts'
import { dearItem } from './dear-item.ts'

/** NBA-05: views of one product within 7 days from which a customer counts as hesitant (inclusive). */
const hesitantViews = (facts: CustomerFacts) => ruleValue(facts, 'NBA-05', 'views')

/** Whether an order of the last 30 days answers the interest in the product, which is kept as long. */
function wasOrdered(interest: ProductInterest, { boughtSkus }: CustomerFacts): boolean {
  const daysAgo = boughtSkus[interest.sku]
  return daysAgo !== undefined && daysAgo <= 30
}

function mostViewed(facts: CustomerFacts): ProductInterest[] {
  return facts.interests
    .filter((interest) => !wasOrdered(interest, facts))
    .sort((a, b) => b.views7d - a.views7d || (a.sku < b.sku ? -1 : 1))
}

/** NBA-05: the product seen at least 3 times in 7 days (or as often as the store set) without an order of it, the most viewed first; null when none. */
export function hesitatesOver(facts: CustomerFacts): ProductInterest | null {
  const [top] = mostViewed(facts)
  return top !== undefined && top.views7d >= hesitantViews(facts) ? top : null
}

/** NBA-06: longer than 90 seconds on a product page within the last 7 days, no order of it; from three views on it is NBA-05's (C10). */
function longDwell(facts: CustomerFacts): string[] | null {
  const since = facts.asOf - 7 * dayMs
  const seconds = ruleValue(facts, 'NBA-06', 'seconds')
  const [longest] = mostViewed(facts)
    .filter(({ longestDwellMs, lastViewedAt }) => longestDwellMs > seconds * 1000 && lastViewedAt >= since)
    .filter(({ views7d }) => views7d < hesitantViews(facts))
    .sort((a, b) => b.longestDwellMs - a.longestDwellMs || (a.sku < b.sku ? -1 : 1))
  if (!longest) return null
  const stayed = Math.floor(longest.longestDwellMs / 1000)
  return [`看「${longest.name}」${stayed}秒未下单`, `超过${seconds}秒算有兴趣`]
}

function hesitant(facts: CustomerFacts): string[] | null {
  const product = hesitatesOver(facts)
  if (!product) return null
  return [
    `浏览「${product.name}」${product.views7d}次/7天未下单`,
    '犹豫型更看重保障',
    `7天看满${hesitantViews(facts)}次算犹豫`,
  ]
}

/** NBA-07, C10: one or two views in 7 days; three and more are NBA-05's. */
function lightInterest(facts: CustomerFacts): string[] | null {
  const [top] = mostViewed(facts)
  if (!top || top.views7d < 1 || top.views7d >= hesitantViews(facts)) return null
  return [`近7天看过「${top.name}」${top.views7d}次`, `不到${hesitantViews(facts)}次，还不算犹豫`]
}

/** The customer is choosing. */
export const shoppingTriggers: readonly Trigger[] = [
  {
    ruleId: 'NBA-04',
    title: '购物车未付款，给组合优惠',
    talkTitle: '购物车未付款，问问还差什么',
    kind: 'offer',
    urgency: 'today',
    value: 5,
    because: '几件都选好了，只差付款',
    offers: 'best',
    scriptStep: 'action',
    fires: fullCart,
  },
  {
    ruleId: 'NBA-05',
    title: '打消顾虑：给保障，不急着降价',
    talkTitle: '打消顾虑：讲清保障和售后',
    kind: 'offer',
    urgency: 'today',
    value: 5,
    because: '反复看同一件，最怕买错',
    offers: 'keepsPrice',
    scriptStep: 'desire',
    fires: hesitant,
  },
  {
    ruleId: 'NBA-06',
    title: '看得久，送一张专属券',
    talkTitle: '看得久，问问想了解什么',
    kind: 'offer',
    urgency: 'today',
    value: 3,
    because: '看得久，有兴趣',
    offers: 'best',
    scriptStep: 'interest',
    fires: longDwell,
  },
  {
    ruleId: 'NBA-07',
    title: '看过未买，小额试一试',
    talkTitle: '看过未买，聊聊她在意什么',
    kind: 'offer',
    urgency: 'this-week',
    value: 3,
    because: '有兴趣，还不急',
    offers: 'best',
    scriptStep: 'interest',
    fires: lightInterest,
  },
  {
    ruleId: 'NBA-20',
    title: '单价较高，可以提分期',
    kind: 'talk',
    urgency: 'when-free',
    value: 3,
    because: '价格高，分期更容易下决心',
    offers: 'none',
    scriptStep: 'action',
    fires: dearItem,
  },
]
