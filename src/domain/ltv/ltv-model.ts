import type { PurchaseParameters } from './purchases/purchase-model.ts'
import type { SpendParameters } from './spend/spend-model.ts'

/**
 * The store's fitted model, everything that scoring one customer needs. `purchase.alpha` in weeks, `spend.v` in yuan;
 * log-likelihoods without prior, for weeks and yuan. `customers` = buyers, `repeaters` = buyers with x >= 1.
 * `spend` is null while there are fewer than 50 usable repeat buyers, see `fitLtvModel`.
 */
export interface LtvModel {
  kind: 'mbg-nbd'
  version: string
  asOfDay: number
  purchase: PurchaseParameters
  logLikelihood: number
  customers: number
  repeaters: number
  spend: SpendParameters | null
  spendLogLikelihood: number | null
  storeMeanOrderValueFen: number
  storeMeanLtvFen: number
  valueFrequencyCorrelation: number | null
}

/** The part of the model that a forecast reads. */
export type ForecastBasis = Pick<LtvModel, 'purchase' | 'repeaters' | 'spend' | 'storeMeanOrderValueFen'>
