import type { Fen } from './money.ts'
import type { RuleKey } from './rules/catalogue.ts'
import { resolveRules } from './rules/resolve-rules.ts'
import { keyValue } from './rules/value.ts'

/** Settings that are a rule's number under a name of their own: the override stands in `rules`, the default in the catalogue. */
export const ruleSettings = {
  /** Worst-case cost of one coupon, of LTV. */
  singleCapPercent: 'OFF-01.percent',
  /** Open + redeemed cost of the last 12 months + this one, of LTV. */
  yearCapPercent: 'CAP-12M.percent',
  /** Cost of gross margin of the expected basket; above `marginWarnPercent` it warns. */
  marginCapPercent: 'OFF-05.percent',
  marginWarnPercent: 'OFF-05.warnPercent',
  /** A percent offer trimmed below this is refused instead. */
  smallestDiscountFen: 'C9.smallestFen',
  /** How many live coupons one customer may have. */
  liveCouponLimit: 'ONE-LIVE.coupons',
  /** An issued coupon nobody confirmed lapses after this. */
  lapseAfterMinutes: 'LAPSE.minutes',
  /** Hold-out: starts at this many linked customers, then this share. */
  holdOutFromCustomers: 'HOLD-OUT.fromCustomers',
  holdOutPercent: 'HOLD-OUT.percent',
  /** Learning starts after this many sent coupons. */
  learnFromCoupons: 'LEARN.coupons',
  /** VIP from this many repurchase days. */
  vipRepurchases: 'SEG-06.repurchases',
  highValueFromFen: 'OFF-02.ltvFen',
} as const satisfies Record<string, RuleKey>

export type RuleSettings = Record<keyof typeof ruleSettings, number>

/** What a store may set; each value has a default so that everything works with zero set-up. Percentages are whole percents. */
export interface StoreSettings extends RuleSettings {
  storeName: string
  shopUrl: string | null
  /** Gross margin where product costs are unknown. */
  defaultMarginPercent: number
  shippingCostFen: Fen
  pointsPerYuan: number
  pointValueFen: number
  /** Expected payout of price protection, of the basket. */
  priceProtectionCostPercent: number
  /** Share of contacts without an order who are expected to buy. */
  conversionPrior: number
  /** Whether cadence warnings stop a send instead of asking for a reason. */
  isCadenceBlocking: boolean
  /** MEM-01: two to four names, lowest first; their thresholds are the rule's. */
  memberTierNames: string[]
  /** Events, touches, decisions and reads of customers older than so many months are deleted; 13 or more. */
  retentionMonths: number
  /** A customer whom nobody follows any more is erased after so many days; 0 = never by itself. */
  eraseAfterUnfollowDays: number
  /** What customers are told of the use of their data, and which version of it. */
  privacyNotice: string
  privacyNoticeVersion: string
  /** Numbers of rules that the store set, by key: { "OFF-01.percent": 8 }. */
  rules: Record<string, number>
}

/** The values of rules that have a setting's name, from the overrides. */
function ruleSettingsOf(rules: Record<string, number>): RuleSettings {
  const entries = Object.entries(ruleSettings).map(([name, key]) => [name, keyValue({ rules }, key)])
  return Object.fromEntries(entries) as RuleSettings
}

/** Rule settings stored under their own name, as overrides. */
export function namedOverrides(stored: Partial<StoreSettings>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(ruleSettings).flatMap(([name, key]) => {
      const amount = stored[name as keyof RuleSettings]
      return amount === undefined ? [] : [[key, amount]]
    }),
  )
}

/**
 * The store's settings over their defaults. A stored override that no longer holds (bounds may have changed since) gives
 * way to the default; where a value is stored both by key and by name, the key counts.
 */
export function settingsFrom(stored: Partial<StoreSettings>): StoreSettings {
  const { overrides: rules } = resolveRules({ ...namedOverrides(stored), ...stored.rules })
  return { ...plainDefaults, ...stored, rules, ...ruleSettingsOf(rules) }
}

const plainDefaults: Omit<StoreSettings, keyof RuleSettings> = {
  storeName: '',
  shopUrl: null,
  defaultMarginPercent: 70,
  shippingCostFen: 1000,
  pointsPerYuan: 1,
  pointValueFen: 1,
  priceProtectionCostPercent: 2,
  conversionPrior: 0.2,
  isCadenceBlocking: false,
  memberTierNames: ['青铜', '白银', '黄金', '钻石'],
  retentionMonths: 13,
  eraseAfterUnfollowDays: 0,
  privacyNotice:
    '我们用您的订单、浏览和测试答案，为您推荐合适的商品与优惠；不用于其他目的，您可以随时退订或要求删除。',
  privacyNoticeVersion: '1',
  rules: {},
}

export const defaultSettings: StoreSettings = settingsFrom({})
