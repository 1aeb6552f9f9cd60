import { daysSince } from '../../customers/activity.ts'
import type { CustomerFacts } from '../../customers/facts.ts'
import type { CategoryFactName, CustomerFactName } from '../rules/fact-kinds.ts'
import type { Browsing } from './browsing.ts'

export type FactValue = number | string | boolean | readonly string[] | null

/** Instants by which a tag can be dated: when its evidence was last seen. */
export const instantNames = ['cart', 'checkout', 'phoneDwell', 'dearestView', 'category'] as const
export type InstantName = (typeof instantNames)[number]

/** All that the rules of tags may read, by name; null = unknown. */
export interface TagFacts {
  asOf: number
  timeZone: string
  customer: Readonly<Record<CustomerFactName, FactValue>>
  categories: ReadonlyMap<string, Readonly<Record<CategoryFactName, FactValue>> & { lastViewedAt: number }>
  instants: Readonly<Record<Exclude<InstantName, 'category'>, number | null>>
}

/** The facts of tag rules: the customer's, what browsing tells, and the names of the tags that people gave. */
export function tagFactsOf(
  facts: CustomerFacts,
  browsing: Browsing,
  givenTags: readonly string[] = [],
): TagFacts {
  const { asOf, timeZone, cart } = facts
  const since = (at: number | null) => daysSince(at, asOf, timeZone)
  const cartChangedAt = cart.length === 0 ? null : facts.cartChangedAt
  return {
    asOf,
    timeZone,
    customer: {
      averageOrderFen: facts.orderCount === 0 ? null : (facts.averageOrderFen ?? null),
      ltvFen: facts.ltv.status === 'estimated' ? facts.ltv.totalFen : null,
      orderCount: facts.orderCount,
      purchaseDays: facts.purchaseDays,
      daysSinceOrder: facts.daysSinceOrder,
      daysSinceActivity: facts.daysSinceActivity,
      daysSinceAdded: facts.daysSinceAdded,
      daysSinceCart: since(cartChangedAt),
      daysSinceCheckout: since(facts.checkoutStartedAt),
      cartPieces: cart.reduce((sum, { quantity }) => sum + quantity, 0),
      points: facts.points,
      highestViewedPriceFen: browsing.dearest?.priceFen ?? null,
      longestDwellMs: browsing.longestDwellMs,
      phoneDwellMs: browsing.phoneDwell?.ms ?? null,
      shares30d: browsing.shares30d,
      interactions30d: browsing.interactions30d,
      rfmSegment: facts.rfm?.segment ?? null,
      lifecycle: facts.lifecycle,
      cadence: facts.cadence,
      valueTier: facts.valueTier,
      device: browsing.device,
      phoneDwellProduct: browsing.phoneDwell?.productName ?? null,
      cartNames: cart
        .slice(0, 2)
        .map(({ name }) => name)
        .join('、'),
      isVip: facts.isVip,
      hasUnpaidOrder: facts.unpaidOrderId !== null,
      hasOpenComplaint: facts.hasOpenComplaint,
      hasAnsweredQuiz: facts.hasAnsweredQuiz,
      tags: givenTags,
    },
    categories: new Map(
      [...browsing.categories].map(([category, seen]) => [
        category,
        {
          'category.views30d': seen.views30d,
          'category.daysSinceView': since(seen.lastViewedAt),
          'category.daysSinceBought': facts.categoryBoughtDaysAgo[category] ?? null,
          'category.highestPriceFen': seen.highestPriceFen,
          'category.longestDwellMs': seen.longestDwellMs,
          lastViewedAt: seen.lastViewedAt,
        },
      ]),
    ),
    instants: {
      cart: cartChangedAt,
      checkout: facts.checkoutStartedAt,
      phoneDwell: browsing.phoneDwell?.at ?? null,
      dearestView: browsing.dearest?.at ?? null,
    },
  }
}
