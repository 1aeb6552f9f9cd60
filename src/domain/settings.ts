import type { Fen } from './money.ts'
import { offerSettings } from './offers/context.ts'

/** What a store may set; each value has a default so that everything works with zero set-up. Percentages are whole percents. */
export interface StoreSettings {
  storeName: string
  shopUrl: string | null
  /** OFF-01: worst-case cost of one coupon, of LTV. */
  singleCapPercent: number
  /** Open + redeemed cost of the last 12 months + this one, of LTV (product.md 2 "Caps"). */
  yearCapPercent: number
  /** OFF-05: cost of gross margin of the expected basket; from `marginWarnPercent` on it warns. */
  marginCapPercent: number
  marginWarnPercent: number
  /** Gross margin where product costs are unknown. */
  defaultMarginPercent: number
  shippingCostFen: Fen
  pointsPerYuan: number
  pointValueFen: number
  /** Expected payout of price protection, of the basket. */
  priceProtectionCostPercent: number
  /** A percent offer trimmed below this is refused instead. */
  smallestDiscountFen: Fen
  /** Share of contacts without an order who are expected to buy. */
  conversionPrior: number
  /** C18/OFF: how many live coupons one customer may have. */
  liveCouponLimit: number
  /** An issued coupon nobody confirmed lapses after this. */
  lapseAfterMinutes: number
  /** Hold-out (product.md 1): starts at this many linked customers, then this share. */
  holdOutFromCustomers: number
  holdOutPercent: number
  /** Learning starts after this many sent coupons. */
  learnFromCoupons: number
  /** Whether cadence warnings stop a send instead of asking for a reason. */
  isCadenceBlocking: boolean
  /** VIP from this many repurchase days (SEG-06). */
  vipRepurchases: number
  highValueFromFen: Fen
}

export const defaultSettings: StoreSettings = {
  storeName: '',
  shopUrl: null,
  singleCapPercent: offerSettings.singleCapPercent,
  yearCapPercent: offerSettings.yearCapPercent,
  marginCapPercent: offerSettings.marginCapPercent,
  marginWarnPercent: offerSettings.marginWarnPercent,
  defaultMarginPercent: 70,
  shippingCostFen: 1000,
  pointsPerYuan: 1,
  pointValueFen: 1,
  priceProtectionCostPercent: 2,
  smallestDiscountFen: offerSettings.usefulMinimumFen,
  conversionPrior: 0.2,
  liveCouponLimit: 1,
  lapseAfterMinutes: 10,
  holdOutFromCustomers: 2000,
  holdOutPercent: 5,
  learnFromCoupons: 500,
  isCadenceBlocking: false,
  vipRepurchases: 3,
  highValueFromFen: 80_000,
}
