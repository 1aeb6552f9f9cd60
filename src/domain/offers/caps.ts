import { percentOfFen, type Fen } from '../money.ts'
import { offerSettings, type OfferSettings } from './context.ts'

export interface CapInput {
  /** LTV, or for a customer without orders the conversion prior × the store's mean LTV. */
  capBaseFen: Fen
  openAndRedeemed12mFen: Fen
  /** Gross margin of the expected basket; null where costs are unknown. */
  expectedBasketMarginFen: Fen | null
}

export interface OfferCaps {
  /** OFF-01, for a low LTV OFF-03 too: one offer. */
  singleFen: Fen
  /** Ours (CAP-12M): what the 12-month allowance still leaves, never negative. */
  yearLeftFen: Fen
  /** The whole 12-month allowance. */
  yearFen: Fen
  /** OFF-05: null where costs are unknown. */
  marginFen: Fen | null
  /** OFF-05: above this the offer is allowed with a warning. */
  marginWarnFen: Fen | null
}

/**
 * The caps of one issue, in fen. All are inclusive: a cost equal to a cap is allowed.
 * OFF-01 10 % of LTV (LTV 500 元: 50 allowed, 51 not), up to an LTV of 200 元 never more than 20 元 (OFF-03); ours 20 % of LTV over 12 months; OFF-05 18 % of the gross
 * margin of the expected basket, warning above 15 %. A negative base counts as 0.
 */
export function offerCaps(input: CapInput, settings: OfferSettings = offerSettings): OfferCaps {
  const base = Math.max(0, input.capBaseFen)
  const margin = input.expectedBasketMarginFen === null ? null : Math.max(0, input.expectedBasketMarginFen)
  const shareFen = percentOfFen(base, settings.singleCapPercent)
  const yearFen = percentOfFen(base, settings.yearCapPercent)
  return {
    singleFen: base <= settings.lowLtvFen ? Math.min(shareFen, settings.lowCapFen) : shareFen,
    yearFen,
    yearLeftFen: Math.max(0, yearFen - input.openAndRedeemed12mFen),
    marginFen: margin === null ? null : percentOfFen(margin, settings.marginCapPercent),
    marginWarnFen: margin === null ? null : percentOfFen(margin, settings.marginWarnPercent),
  }
}

export type CapRule = 'OFF-01' | 'CAP-12M' | 'OFF-05'

/** The tightest cap and the rule that sets it; of equal caps the first of OFF-01, CAP-12M, OFF-05. */
export function tightestCap(caps: OfferCaps): { capFen: Fen; ruleId: CapRule } {
  let tightest: { capFen: Fen; ruleId: CapRule } = { capFen: caps.singleFen, ruleId: 'OFF-01' }
  if (caps.yearLeftFen < tightest.capFen) tightest = { capFen: caps.yearLeftFen, ruleId: 'CAP-12M' }
  if (caps.marginFen !== null && caps.marginFen < tightest.capFen)
    tightest = { capFen: caps.marginFen, ruleId: 'OFF-05' }
  return tightest
}
