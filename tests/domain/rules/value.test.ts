import { describe, expect, it } from 'vitest'
import { findValue, keyValue, ruleDefault, ruleValue } from '../../../src/domain/rules/value.ts'

describe('findValue', () => {
  it('finds a number by its key', () => {
    expect(findValue('OFF-01.percent')).toEqual({ default: 10, unit: 'percent', min: 1, max: 20 })
    expect(findValue('CAP-12M.percent')?.default).toBe(20)
  })

  it.each(['OFF-01', 'OFF-01.', '.percent', 'OFF-99.percent', 'OFF-01.share', 'toString.length', ''])(
    'knows no "%s"',
    (key) => {
      expect(findValue(key)).toBeNull()
    },
  )
})

describe('ruleValue', () => {
  it('is what the store set, else the default', () => {
    expect(ruleValue({ rules: {} }, 'OFF-01', 'percent')).toBe(10)
    expect(ruleValue({ rules: { 'OFF-01.percent': 8 } }, 'OFF-01', 'percent')).toBe(8)
    expect(ruleValue({ rules: { 'OFF-05.percent': 8 } }, 'OFF-01', 'percent')).toBe(10)
    expect(ruleDefault('CAD-02', 'weekCap')).toBe(4)
  })

  it('answers by key alike', () => {
    expect(keyValue({ rules: {} }, 'OFF-01.percent')).toBe(10)
    expect(keyValue({ rules: { 'OFF-01.percent': 8 } }, 'OFF-01.percent')).toBe(8)
  })
})
