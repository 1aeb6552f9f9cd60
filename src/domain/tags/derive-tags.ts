import { dayMs, minuteMs } from '../calendar.ts'
import type { CustomerFacts } from '../customers/facts.ts'
import { yuan } from '../money.ts'
import { tagLifeDays } from './tag-life.ts'
import type { Tag } from './tag.ts'

const interestViews = 5
const intentDwellMs = 3 * minuteMs
/** TAG-04: average order value, and (ours) the price from which a product counts as the premium line. */
const premiumFen = 50_000

function interestTags({ interests }: CustomerFacts): Tag[] {
  const categories = new Map<string, { views: number; lastViewedAt: number }>()
  for (const { category, views30d, lastViewedAt } of interests) {
    const known = categories.get(category) ?? { views: 0, lastViewedAt: 0 }
    categories.set(category, {
      views: known.views + views30d,
      lastViewedAt: Math.max(known.lastViewedAt, lastViewedAt),
    })
  }
  return [...categories]
    .filter(([, { views }]) => views >= interestViews)
    .map(([category, { views, lastViewedAt }]) => ({
      name: category,
      source: 'behaviour',
      kind: 'interest',
      assignedAt: lastViewedAt,
      evidence: `30天内浏览${category}${views}次`,
      ruleId: 'TAG-05',
    }))
}

/** The strongest evidence of intent to buy within 14 days: checkout, then cart, then 3 minutes on a phone (TAG-06, inclusive). */
function intentTag(facts: CustomerFacts): Tag | null {
  const since = facts.asOf - (tagLifeDays.intent ?? 0) * dayMs
  const base = { name: '意向强', source: 'behaviour', kind: 'intent', ruleId: 'TAG-06' } as const
  const { checkoutStartedAt, cartChangedAt, cart } = facts
  if (checkoutStartedAt !== null && checkoutStartedAt >= since)
    return { ...base, assignedAt: checkoutStartedAt, evidence: '进入过结算' }
  if (cart.length > 0 && cartChangedAt !== null && cartChangedAt >= since)
    return {
      ...base,
      assignedAt: cartChangedAt,
      evidence: `购物车里有${cart
        .map(({ name }) => name)
        .slice(0, 2)
        .join('、')}`,
    }
  const [longest] = facts.interests
    .filter(
      ({ longestMobileDwellMs = 0, lastViewedAt }) =>
        longestMobileDwellMs >= intentDwellMs && lastViewedAt >= since,
    )
    .sort((a, b) => b.lastViewedAt - a.lastViewedAt || (a.sku < b.sku ? -1 : 1))
  if (!longest) return null
  const minutes = Math.floor((longest.longestMobileDwellMs ?? 0) / minuteMs)
  return { ...base, assignedAt: longest.lastViewedAt, evidence: `手机上看「${longest.name}」${minutes}分钟` }
}

/** TAG-04: orders of 500 元 on average (inclusive) and a look at the premium line. */
function highEndTag({ averageOrderFen = 0, interests }: CustomerFacts): Tag | null {
  const premium = interests.filter(({ unitPriceFen = 0 }) => unitPriceFen >= premiumFen)
  if (averageOrderFen < premiumFen || premium.length === 0) return null
  const assignedAt = Math.max(...premium.map(({ lastViewedAt }) => lastViewedAt))
  const evidence = `客单${yuan(averageOrderFen)}元,看过高端线`
  return { name: '高端人群', source: 'data', kind: 'interest', assignedAt, evidence, ruleId: 'TAG-04' }
}

/** The tags that the facts support, each with its evidence; the latest evidence first, then by name. */
export function deriveTags(facts: CustomerFacts): Tag[] {
  return [...interestTags(facts), intentTag(facts), highEndTag(facts)]
    .filter((tag) => tag !== null)
    .sort((a, b) => b.assignedAt - a.assignedAt || (a.name < b.name ? -1 : 1))
}
