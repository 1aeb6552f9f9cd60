import type { RuleKey } from './catalogue.ts'
import { isSettable } from './settable.ts'
import { ascending, wholes } from './relations.ts'
import { amountText, isWholeUnit } from './unit.ts'
import { findValue, keyValue, type RuleOverrides } from './value.ts'

/** Why a number can't be set: which, and in Chinese what bound it breaks and how to mend it. */
export interface RuleError {
  key: string
  code: 'unknown' | 'fixed' | 'notANumber' | 'notWhole' | 'belowMinimum' | 'aboveMaximum' | 'order' | 'sum'
  text: string
}

export interface ResolvedRules {
  /** The overrides that hold, without those that an error names. */
  overrides: Record<string, number>
  errors: RuleError[]
}

function errorOf(key: string, amount: unknown): RuleError | null {
  const value = findValue(key)
  if (value === null) return { key, code: 'unknown', text: `没有 ${key} 这个规则值，请核对名称` }
  const { unit, min, max } = value
  if (!isSettable(key)) {
    return { key, code: 'fixed', text: `${key} 目前固定为${amountText(value.default, unit)}，还不能改` }
  }
  const range = `${amountText(min, unit)}到${amountText(max, unit)}`
  if (typeof amount !== 'number' || !Number.isFinite(amount))
    return { key, code: 'notANumber', text: `${key} 要填数字，请填${range}之间的值` }
  if (isWholeUnit(unit) && !Number.isInteger(amount))
    return { key, code: 'notWhole', text: `${key} 要填整数，请填${range}之间的整数` }
  const said = `${key} 不能是${amountText(amount, unit)}`
  if (amount < min)
    return { key, code: 'belowMinimum', text: `${said}，最小${amountText(min, unit)}，请填${range}` }
  if (amount > max)
    return { key, code: 'aboveMaximum', text: `${said}，最大${amountText(max, unit)}，请填${range}` }
  return null
}

const shown = (overrides: RuleOverrides, key: RuleKey): string =>
  `${key}(${amountText(keyValue({ rules: overrides }, key), findValue(key)?.unit ?? 'times')})`

function orderErrors(overrides: RuleOverrides): RuleError[] {
  const amountOf = (key: RuleKey) => keyValue({ rules: overrides }, key)
  return ascending.flatMap(({ keys, isStrict }) =>
    keys.slice(1).flatMap((upper, index): RuleError[] => {
      const lower = keys[index]
      if (lower === undefined) return []
      const difference = amountOf(upper) - amountOf(lower)
      if (difference > 0 || (difference === 0 && !isStrict)) return []
      const bound = isStrict ? '要小于' : '不能大于'
      const text = `${shown(overrides, lower)}${bound}${shown(overrides, upper)}，请调低前者或调高后者`
      return [lower, upper].filter((key) => key in overrides).map((key) => ({ key, code: 'order', text }))
    }),
  )
}

function sumErrors(overrides: RuleOverrides): RuleError[] {
  return wholes.flatMap((keys): RuleError[] => {
    const sum = keys.reduce((total, key) => total + keyValue({ rules: overrides }, key), 0)
    if (sum === 100) return []
    const text = `${keys.map((key) => shown(overrides, key)).join('、')}合计${sum}%，请调到100%`
    return keys.filter((key) => key in overrides).map((key) => ({ key, code: 'sum', text }))
  })
}

/**
 * Checks what a store wants to set against the catalogue: known keys, numbers, whole where the unit is, within the bounds
 * (inclusive), in order with their neighbours, shares summing to 100 %. Errors come by key, then as found; an override
 * that an error names is left out, so that the rest may be used.
 */
export function resolveRules(given: Readonly<Record<string, unknown>>): ResolvedRules {
  const errors: RuleError[] = []
  const overrides: Record<string, number> = {}
  for (const [key, amount] of Object.entries(given)) {
    const error = errorOf(key, amount)
    if (error) errors.push(error)
    else overrides[key] = amount as number
  }
  for (;;) {
    const found = [...orderErrors(overrides), ...sumErrors(overrides)]
    if (found.length === 0) break
    for (const error of found) {
      errors.push(error)
      delete overrides[error.key]
    }
  }
  return { overrides, errors: errors.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))) }
}
