import type { StoreSettings } from '../../../domain/settings.ts'
import type { Limit } from '../../budgets/counter.ts'
import { comeBackCampaign } from './offers.ts'

export const demoSettings: Partial<StoreSettings> = {
  storeName: '朝颜护肤',
  shopUrl: null,
  shippingCostFen: 800,
  pointsPerYuan: 1,
  pointValueFen: 1,
  priceProtectionCostPercent: 2,
  defaultMarginPercent: 70,
}

/** From this much merchandise on the shop itself ships for nothing. */
export const freeShippingFromFen = 9_900

export function demoBudgets(advisorUserIds: readonly string[]): Limit[] {
  return [
    { scope: 'store', scopeId: 'store', period: 'month', limitFen: 2_000_000 },
    { scope: 'newcomer', scopeId: 'newcomer', period: 'month', limitFen: 200_000 },
    { scope: 'campaign', scopeId: comeBackCampaign, period: 'total', limitFen: 300_000 },
    ...advisorUserIds.map((scopeId) => ({
      scope: 'advisor',
      scopeId,
      period: 'month' as const,
      limitFen: 200_000,
    })),
  ]
}
