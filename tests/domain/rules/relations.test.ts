import { describe, expect, it } from 'vitest'
import { ascending, wholes } from '../../../src/domain/rules/relations.ts'
import { findValue, keyValue } from '../../../src/domain/rules/value.ts'

const defaultOf = (key: Parameters<typeof keyValue>[1]) => keyValue({ rules: {} }, key)

describe('relations', () => {
  it.each(ascending.map(({ keys, isStrict }) => [keys.join(' ≤ '), keys, isStrict] as const))(
    'the defaults hold %s, in one unit',
    (_, keys, isStrict) => {
      const amounts = keys.map(defaultOf)
      for (const [index, amount] of amounts.slice(1).entries()) {
        const before = amounts[index] ?? Infinity
        expect(isStrict ? amount > before : amount >= before).toBe(true)
      }
      expect(new Set(keys.map((key) => findValue(key)?.unit)).size).toBe(1)
    },
  )

  it.each(wholes.map((keys) => [keys.join(' + '), keys] as const))('%s is 100 %%', (_, keys) => {
    expect(keys.map(defaultOf).reduce((sum, amount) => sum + amount, 0)).toBe(100)
  })
})
