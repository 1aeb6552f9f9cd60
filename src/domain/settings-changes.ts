import { leastRetentionMonths } from './privacy/retention.ts'
import { type RuleError, resolveRules } from './rules/resolve-rules.ts'
import { defaultSettings, namedOverrides, ruleSettings, type StoreSettings } from './settings.ts'

/** What a store wants to set. A rule's number of null goes back to its default. */
export type SettingChanges = Partial<Omit<StoreSettings, 'rules'>> & {
  rules?: Readonly<Record<string, number | null>>
}

/** Why a setting can't be set, in Chinese: which one, the bound and what would do. */
export interface SettingError {
  key: string
  code: RuleError['code'] | 'conflict' | 'malformed'
  text: string
}

/** What to store: settings as given, the numbers of rules under `rules` alone. */
export type StoredSettings = Partial<StoreSettings>

const bounds: Record<string, { min: number; max: number; isWhole: boolean }> = {
  defaultMarginPercent: { min: 1, max: 99, isWhole: true },
  shippingCostFen: { min: 0, max: 10_000, isWhole: true },
  pointsPerYuan: { min: 0, max: 1_000, isWhole: false },
  pointValueFen: { min: 0, max: 100, isWhole: false },
  priceProtectionCostPercent: { min: 0, max: 100, isWhole: false },
  conversionPrior: { min: 0, max: 1, isWhole: false },
  retentionMonths: { min: leastRetentionMonths, max: 120, isWhole: true },
  eraseAfterUnfollowDays: { min: 0, max: 3_650, isWhole: true },
}

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most

const forms: Record<string, { isWellFormed: (value: unknown) => boolean; fix: string }> = {
  storeName: { isWellFormed: (value) => isText(value, 40), fix: '最多40个字' },
  shopUrl: {
    isWellFormed: (value) => value === null || (isText(value, 500) && /^https?:\/\/\S+$/.test(value)),
    fix: '填 http 或 https 开头的网址，没有就留空',
  },
  isCadenceBlocking: { isWellFormed: (value) => typeof value === 'boolean', fix: '只能是开或关' },
  privacyNotice: {
    isWellFormed: (value) => isText(value, 500) && value.trim() !== '',
    fix: '填1到500个字',
  },
  privacyNoticeVersion: {
    isWellFormed: (value) => isText(value, 20) && /^[\w.-]+$/.test(value),
    fix: '用1到20个字母、数字、点或横线',
  },
  memberTierNames: {
    isWellFormed: (value) =>
      Array.isArray(value) &&
      value.length >= 2 &&
      value.length <= 4 &&
      value.every((name) => isText(name, 12) && name.trim() !== '') &&
      new Set(value).size === value.length,
    fix: '填2到4个不重复的等级名，从低到高，每个最多12个字',
  },
}

function plainError(key: string, value: unknown): SettingError[] {
  const form = forms[key]
  if (form) return form.isWellFormed(value) ? [] : [{ key, code: 'malformed', text: `${key} ${form.fix}` }]
  const bound = bounds[key]
  if (!bound) return [{ key, code: 'unknown', text: `没有 ${key} 这个设置，请核对名称` }]
  const fix = `请填${bound.min}到${bound.max}之间的${bound.isWhole ? '整数' : '数'}`
  if (typeof value !== 'number' || !Number.isFinite(value))
    return [{ key, code: 'notANumber', text: `${key} 要填数字，${fix}` }]
  if (bound.isWhole && !Number.isInteger(value))
    return [{ key, code: 'notWhole', text: `${key} 要填整数，${fix}` }]
  if (value < bound.min)
    return [{ key, code: 'belowMinimum', text: `${key} 不能是${value}，最小${bound.min}，${fix}` }]
  if (value > bound.max)
    return [{ key, code: 'aboveMaximum', text: `${key} 不能是${value}，最大${bound.max}，${fix}` }]
  return []
}

const isPlain = (key: string) => key !== 'rules' && !Object.hasOwn(ruleSettings, key)

/**
 * The stored settings with the changes over them, or every reason why not: then nothing is to be stored. A number of a
 * rule given under its setting's name ends up in `rules`; given both ways with different values it is a conflict.
 */
export function changedSettings(
  before: StoredSettings,
  changes: SettingChanges,
): { stored: StoredSettings; errors: SettingError[] } {
  const { rules: given = {}, ...others } = changes
  const named = namedOverrides(others)
  const conflicts = Object.keys(named).filter((key) => key in given && given[key] !== named[key])
  const rules: Record<string, number> = { ...namedOverrides(before), ...before.rules, ...named }
  for (const [key, amount] of Object.entries(given)) {
    if (amount === null) delete rules[key]
    else rules[key] = amount
  }
  const plain = Object.entries(others).filter(([key, value]) => isPlain(key) && value !== undefined)
  const kept = Object.entries(before).filter(([key]) => isPlain(key) && Object.hasOwn(defaultSettings, key))
  const errors = [
    ...plain.flatMap(([key, value]) => plainError(key, value)),
    ...conflicts.map((key) => ({
      key,
      code: 'conflict' as const,
      text: `${key} 同时给了两个不同的值，请只留一个`,
    })),
    ...resolveRules(rules).errors,
  ]
  const stored = { ...Object.fromEntries([...kept, ...plain]), rules } as StoredSettings
  return { stored, errors }
}
