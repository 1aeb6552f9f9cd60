import type { CartLine, CustomerFacts } from '../../customers/facts.ts'
import { percentOfFen, yuan, type Fen } from '../../money.ts'
import { ruleValue } from '../../rules/value.ts'
import { tightestCap } from '../caps.ts'
import type { OfferContext } from '../context.ts'
import { worstCaseCostFen } from '../cost.ts'
import { capsFor } from '../eligibility.ts'
import { fitToCap } from '../fit.ts'
import type { OfferTerms, Reward } from '../offer.ts'
import { cartNumbers, type CartNumbers } from './cart-numbers.ts'

/** One id for all of them: a customer who got one rests like after any other offer; the version tells what was promised. */
export const cartOfferId = 'cart-pick'

/** NBA-04 (000): 28 % are won back; the second is ours. */
const expectedRedemption = 0.28
const baselineConversion = 0.17

type OwnTerms = Pick<OfferTerms, 'name' | 'usageRules'> & Partial<OfferTerms>

function termsWith(pieces: number, rewards: Reward[], own: OwnTerms): OfferTerms {
  return {
    rewards,
    audience: [{ kind: 'cartAtLeast', pieces }],
    minSpendFen: 0,
    skus: [],
    categories: [],
    repeatAfterDays: 30,
    isForNewcomers: false,
    ruleId: 'NBA-04',
    customerReason: '您购物车里的几样，现在一起带走更合适',
    expectedRedemption,
    baselineConversion,
    ...own,
  }
}

/** The price of the dearest `pick` pieces: no choice of pieces takes off more. */
function dearestFen(lines: readonly CartLine[], pick: number): Fen {
  return lines
    .flatMap(({ quantity, unitPriceFen }) =>
      Array.from({ length: Math.min(pick, quantity) }, () => unitPriceFen),
    )
    .sort((a, b) => b - a)
    .slice(0, pick)
    .reduce((sum, fen) => sum + fen, 0)
}

function bundleTerms(lines: readonly CartLine[], { pieces, pick, payPercent }: CartNumbers): OfferTerms {
  const skus = lines.map(({ sku }) => sku).sort()
  const maxDiscountFen = percentOfFen(dearestFen(lines, pick), 100 - payPercent)
  return termsWith(pieces, [{ kind: 'bundle', skus, pick, payPercent, maxDiscountFen }], {
    name: `购物车任选${pick}件${payPercent / 10}折`,
    skus,
    usageRules: [`购物车里的商品任选${pick}件享${payPercent / 10}折，最多减免金额以券面为准`],
  })
}

/** What is said and given instead when the caps leave too little of the discount: more points, else free shipping. */
function standIns(capFen: Fen, facts: CustomerFacts): OfferTerms[] {
  const multiplier = ruleValue(facts, 'OFF-03', 'points')
  const { pieces, payPercent } = cartNumbers(facts)
  const stayed = `${payPercent / 10}折在上限内最多减${yuan(Math.max(0, capFen))}元`
  return [
    termsWith(pieces, [{ kind: 'pointsMultiplier', multiplier, days: 7 }], {
      name: `购物车${multiplier}倍积分`,
      usageRules: [`7天内付款的订单得${multiplier}倍积分`],
      standsInFor: `${stayed}，改送${multiplier}倍积分(C9)`,
    }),
    termsWith(pieces, [{ kind: 'freeShipping' }], {
      name: '购物车包邮',
      usageRules: ['购物车里的商品下单免运费'],
      standsInFor: `${stayed}，改送包邮(C9)`,
    }),
  ]
}

/**
 * NBA-04: the offer made from an unpaid cart of three pieces or more (inclusive): any two of its products at 20 % off, the
 * ceiling lowered to the caps when it is judged ("最多减 X"). Where X would fall under the useful minimum, points × 2 or
 * free shipping stand in and say so (C9). Null for a smaller cart, or when the shop lacks the pieces. Says nothing of
 * eligibility: it is judged like any other offer. The order of the cart's lines plays no part.
 */
export function cartOfferTerms(facts: CustomerFacts, context: OfferContext): OfferTerms | null {
  const numbers = cartNumbers(facts)
  const count = (lines: readonly CartLine[]) => lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const lines = facts.cart.filter(({ sku }) => (context.products[sku]?.stock ?? 1) > 0)
  if (count(facts.cart) < numbers.pieces || count(lines) < numbers.pick) return null
  const terms = bundleTerms(lines, numbers)
  const { capFen } = tightestCap(capsFor(terms, facts, context))
  const fit = fitToCap(terms.rewards, capFen, context.cost, context.settings.usefulMinimumFen)
  if (fit.fits) return terms
  const standIn = standIns(fit.ceilingFen, facts).find(
    (other) =>
      worstCaseCostFen(other.rewards, context.cost) <= tightestCap(capsFor(other, facts, context)).capFen,
  )
  return standIn ?? terms
}

/** Whether one of the store's own offers already gives the same: a bundle for NBA-04 that takes `pick` pieces of this cart. */
export function coversCart({ ruleId, rewards }: OfferTerms, facts: CustomerFacts): boolean {
  if (ruleId !== 'NBA-04') return false
  return rewards.some((reward) => {
    if (reward.kind !== 'bundle') return false
    const inCart = facts.cart.filter(({ sku }) => reward.skus.includes(sku))
    return inCart.reduce((sum, { quantity }) => sum + quantity, 0) >= reward.pick
  })
}
