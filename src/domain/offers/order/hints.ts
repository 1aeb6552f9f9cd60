import type { CustomerFacts } from '../../customers/facts.ts'
import { ruleValue } from '../../rules/value.ts'
import type { OfferContext } from '../context.ts'
import type { OfferTerms, RewardKind } from '../offer.ts'

/** Rewards that depend on somebody else too; all others are sure (OFF-11; lotteries do not exist here). */
const unsureKinds: readonly RewardKind[] = ['groupBuy', 'referral']

/** OFF-11: something small and sure is better than a chance. */
export function isSure({ rewards }: Pick<OfferTerms, 'rewards'>): boolean {
  return rewards.every(({ kind }) => !unsureKinds.includes(kind))
}

/**
 * OFF-12: the offer lengthens the warranty of a dear thing that the customer looked at or put into the cart. Dear is a
 * price above that of NBA-20 (500 元, exclusive); that it lasts the operator says by binding a warranty to it.
 */
export function isWarrantyForDear(terms: OfferTerms, facts: CustomerFacts, context: OfferContext): boolean {
  if (!terms.rewards.some(({ kind }) => kind === 'warranty')) return false
  const noticed = new Set([...facts.interests, ...facts.cart].map(({ sku }) => sku))
  return terms.skus.some(
    (sku) =>
      noticed.has(sku) && (context.products[sku]?.priceFen ?? 0) > ruleValue(facts, 'NBA-20', 'priceFen'),
  )
}
