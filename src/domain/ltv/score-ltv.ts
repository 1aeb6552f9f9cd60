import { confidenceOf } from './confidence.ts'
import { expectedOrdersNextYear, expectedOrderValueFen, expectedSpendFen } from './forecast.ts'
import type { InsufficientLtv, LtvEstimate } from './ltv-estimate.ts'
import type { LtvModel } from './ltv-model.ts'
import type { PurchaseSummary } from './purchase-summary.ts'
import { probabilityAlive } from './purchases/purchase-model.ts'

const purchaseDaysInSmallStore = 3
const buyersOfSmallStore = 50

/**
 * LTV of one customer in fen: net spend ever + expected net spend of the next 12 months (revenue, 1 % a month discount).
 * `summary` is null for a customer without a paid order. 数据不足 without an order, and with fewer than 3 purchase
 * days in a store with fewer than 50 buyers. Source: MBG/NBD x Gamma-Gamma, see `forecast.ts`.
 */
export function scoreLtv(summary: PurchaseSummary | null, model: LtvModel): LtvEstimate {
  if (summary === null) return insufficient('no-order', 0, model)
  if (summary.purchaseDays < purchaseDaysInSmallStore && model.customers < buyersOfSmallStore) {
    return insufficient('few-purchases', summary.netSpendFen, model)
  }
  const alive = probabilityAlive(summary, model.purchase, model.kind)
  const expectedFen = Math.round(expectedSpendFen(summary, model))
  return {
    status: 'estimated',
    reason: null,
    historyFen: summary.netSpendFen,
    expectedFen,
    totalFen: summary.netSpendFen + expectedFen,
    probabilityAlive: alive,
    expectedOrders12m: expectedOrdersNextYear(summary, model),
    expectedOrderValueFen: Math.round(expectedOrderValueFen(summary, model)),
    churnRisk: 1 - alive,
    confidence: confidenceOf(model.customers, summary.repeatDays, alive),
    modelVersion: model.version,
  }
}

function insufficient(
  reason: InsufficientLtv['reason'],
  historyFen: number,
  model: LtvModel,
): InsufficientLtv {
  return {
    status: 'insufficient',
    reason,
    historyFen,
    expectedFen: 0,
    totalFen: historyFen,
    probabilityAlive: null,
    expectedOrders12m: null,
    expectedOrderValueFen: null,
    churnRisk: null,
    confidence: 'low',
    modelVersion: model.version,
  }
}
