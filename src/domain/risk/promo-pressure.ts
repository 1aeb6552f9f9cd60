import { ruleDefault } from '../rules/value.ts'

export interface PromoPressure {
  ruleId: 'RISK-05'
  promosThisWeek: number
  /** Promotions of the week / 5: 0 = none, 1 = the pace at which open rates were seen to fall to about 8 %. */
  index: number
  /** A hint for staff from index 1 on (inclusive); it stops nothing. */
  isHigh: boolean
}

/** RISK-05: the promotions in a week from which on pressure is high. A benchmark is the same for every store. */
export const pressurePerWeek = ruleDefault('RISK-05', 'promosPerWeek')

/** RISK-05 for a known number of promotions on 7 local days. */
export function pressureOf(promosThisWeek: number): PromoPressure {
  return {
    ruleId: 'RISK-05',
    promosThisWeek,
    index: promosThisWeek / pressurePerWeek,
    isHigh: promosThisWeek >= pressurePerWeek,
  }
}

/**
 * RISK-05: the promo-pressure index of a customer or group: promotions on the last 7 local days, `today` included, over
 * the 5 of the benchmark. `promoDays` has one local day for each promotion.
 */
export function promoPressure(promoDays: readonly number[], today: number): PromoPressure {
  return pressureOf(promoDays.filter((day) => day > today - 7 && day <= today).length)
}
