import type { Fen } from '../../money.ts'
import type { OfferSettings } from '../context.ts'
import type { OfferTerms, RewardKind } from '../offer.ts'

export type OfferClass = 'high' | 'middle' | 'low'

type ClassBounds = Pick<OfferSettings, 'highLtvFen' | 'lowLtvFen'>

/** What a customer is worth decides the class of offer: high from LTV 800 元 (OFF-02), low up to 200 元 (OFF-03), both inclusive; middle between (OFF-04). */
export function offerClass(capBaseFen: Fen, { highLtvFen, lowLtvFen }: ClassBounds): OfferClass {
  if (capBaseFen >= highLtvFen) return 'high'
  return capBaseFen <= lowLtvFen ? 'low' : 'middle'
}

const risky: readonly RewardKind[] = ['freeShipping', 'priceProtection', 'warranty']
const wanted: Record<OfferClass, readonly RewardKind[]> = {
  high: ['trial', 'sample', 'service'],
  middle: ['bundle', 'ladder', 'nthAtHalf', 'groupBuy', ...risky],
  low: ['pointsMultiplier'],
}

/** Whether the class calls for the offer; a money-off coupon with a threshold suits middle and low. OFF-02, OFF-03, OFF-04. */
export function suitsClass({ rewards, minSpendFen }: OfferTerms, klass: OfferClass): boolean {
  return rewards.every(({ kind }) => {
    if (kind === 'amount' || kind === 'percent') return klass !== 'high' && minSpendFen > 0
    return wanted[klass].includes(kind)
  })
}

const classRules = { high: 'OFF-02', middle: 'OFF-04', low: 'OFF-03' } as const
const classNames = { high: '高价值', middle: '中等价值', low: '低价值' } as const

/** Why the offer suits what the customer is worth, for the advisor; empty when it does not especially. */
export function classReasons(terms: OfferTerms, capBaseFen: Fen, bounds: ClassBounds): string[] {
  const klass = offerClass(capBaseFen, bounds)
  return suitsClass(terms, klass) ? [`适合${classNames[klass]}客户(${classRules[klass]})`] : []
}
