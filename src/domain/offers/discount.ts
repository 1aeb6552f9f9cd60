import { percentOfFen, yuan, type Fen } from '../money.ts'
import { sharePercent } from './cost.ts'
import { isPriceReward, rewardLabel } from './describe.ts'
import type { OfferTerms, Reward } from './offer.ts'
import type { OrderItem, RedemptionOrder } from './redemption/order.ts'
import { bundleFen, nthHalfFen, pieceCount } from './redemption/pieces.ts'

export type DiscountRefusalCode = 'belowMinSpend' | 'itemsDoNotQualify' | 'tooFewPieces'

export type DiscountResult =
  /** `benefit` names what the shop grants beside money off. */
  | { ok: true; discountFen: Fen; benefit?: string }
  | { ok: false; reason: { code: DiscountRefusalCode; text: string } }

function refuse(code: DiscountRefusalCode, text: string): DiscountResult {
  return { ok: false, reason: { code, text } }
}

/** The items that the offer is bound to; an offer bound to nothing takes all. */
function qualifyingItems(terms: OfferTerms, items: readonly OrderItem[]): OrderItem[] {
  if (terms.skus.length === 0 && terms.categories.length === 0) return [...items]
  return items.filter(
    ({ sku, category }) =>
      terms.skus.includes(sku) || (category !== undefined && terms.categories.includes(category)),
  )
}

function amountOf(items: readonly OrderItem[]): Fen {
  return items.reduce((sum, { quantity, unitPriceFen }) => sum + quantity * unitPriceFen, 0)
}

/** Money off by one reward on `spendFen` of qualifying merchandise; null when the pieces do not suffice. */
function rewardDiscountFen(reward: Reward, spendFen: Fen, items: OrderItem[] | null): Fen | null {
  switch (reward.kind) {
    case 'amount':
    case 'groupBuy':
      return reward.amountFen
    case 'ladder':
      return reward.steps.reduce(
        (best, step) => (spendFen >= step.minSpendFen ? Math.max(best, step.amountFen) : best),
        0,
      )
    case 'percent':
      return Math.min(reward.maxDiscountFen, percentOfFen(spendFen, sharePercent(reward)))
    case 'nthAtHalf': {
      if (items && pieceCount(items) < reward.nth) return null
      const halvedFen = items ? nthHalfFen(items, reward.nth) : percentOfFen(spendFen, sharePercent(reward))
      return Math.min(reward.maxDiscountFen, halvedFen)
    }
    case 'bundle': {
      const inBundle = items?.filter(({ sku }) => reward.skus.includes(sku))
      if (inBundle && pieceCount(inBundle) < reward.pick) return null
      const takenFen = inBundle
        ? bundleFen(inBundle, reward.pick, reward.payPercent)
        : percentOfFen(spendFen, sharePercent(reward))
      return Math.min(reward.maxDiscountFen, takenFen)
    }
    default:
      return 0
  }
}

/** An order has one fee: several rewards of free shipping take it once, under the highest ceiling. */
function shippingTakenFen(rewards: readonly Reward[], { shippingFen = 0 }: RedemptionOrder): Fen {
  const ceilings = rewards.flatMap((reward) =>
    reward.kind === 'freeShipping' ? [reward.maxDiscountFen ?? shippingFen] : [],
  )
  return Math.max(0, Math.min(shippingFen, Math.max(0, ...ceilings)))
}

/** The least spend from which the offer gives anything: its threshold, and the lowest step of a ladder. */
function spendNeededFen(terms: OfferTerms, rewards: readonly Reward[]): Fen {
  const firstSteps = rewards.flatMap((reward) =>
    reward.kind === 'ladder' ? [Math.min(...reward.steps.map((step) => step.minSpendFen))] : [],
  )
  return Math.max(terms.minSpendFen, ...firstSteps)
}

function benefitOf(rewards: readonly Reward[], order: RedemptionOrder): string | undefined {
  const granted = rewards.filter(
    ({ kind }) => !isPriceReward(kind) && !(kind === 'freeShipping' && order.shippingFen !== undefined),
  )
  return granted.length === 0 ? undefined : granted.map((reward) => rewardLabel(reward)).join('+')
}

/**
 * What a coupon takes off an order, in fen, or why it does not apply. `resolvedRewards` are those stored at issue,
 * with ceilings already lowered. The threshold is inclusive and counts the qualifying merchandise. Item conditions are
 * checked when items are given; without them the shop vouches and pieces count as equally priced. Free shipping takes
 * the order's own shipping fee up to its ceiling (inclusive); all else together never takes more than the merchandise
 * costs. Benefits take 0.
 */
export function discountAtRedemption(
  terms: OfferTerms,
  resolvedRewards: readonly Reward[],
  order: RedemptionOrder,
): DiscountResult {
  const items = order.items ? qualifyingItems(terms, order.items) : null
  if (items && order.items && order.items.length > 0 && items.length === 0)
    return refuse('itemsDoNotQualify', '订单里没有适用的商品')
  const isBound = terms.skus.length > 0 || terms.categories.length > 0
  const spendFen = items && isBound ? Math.min(order.amountFen, amountOf(items)) : order.amountFen
  const neededFen = spendNeededFen(terms, resolvedRewards)
  if (spendFen < neededFen)
    return refuse('belowMinSpend', `未满${yuan(neededFen)}元(还差${yuan(neededFen - spendFen)}元)`)
  const usable = items && items.length > 0 ? items : null
  let moneyOffFen = 0
  for (const reward of resolvedRewards) {
    const takenFen = rewardDiscountFen(reward, spendFen, usable)
    if (takenFen === null) return refuse('tooFewPieces', `件数不够，不满足${rewardLabel(reward)}`)
    moneyOffFen += takenFen
  }
  const discountFen = Math.min(moneyOffFen, spendFen) + shippingTakenFen(resolvedRewards, order)
  const benefit = benefitOf(resolvedRewards, order)
  return benefit === undefined ? { ok: true, discountFen } : { ok: true, discountFen, benefit }
}
