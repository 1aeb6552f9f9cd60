import { describe, expect, it } from 'vitest'
import { fnv1a, isHeldOut } from '../../../src/domain/behaviour/hold-out.ts'

const setting = { fromCustomers: 2000, percent: 5 }

describe('hold-out', () => {
  it('hashes as the published FNV-1a vectors', () => {
    expect(fnv1a('')).toBe(0x811c9dc5)
    expect(fnv1a('a')).toBe(0xe40c292c)
    expect(fnv1a('foobar')).toBe(0xbf9cf968)
  })

  it('does not exist at 1,999 linked customers and does at 2,000', () => {
    const key = Array.from({ length: 200 }, (_, i) => `k${i}`).find((k) => isHeldOut(k, 2000, setting))
    expect(key).toBeDefined()
    expect(isHeldOut(key ?? '', 1999, setting)).toBe(false)
  })

  it('takes about the given share, always the same customers', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `customer-${index}`)
    const held = keys.filter((key) => isHeldOut(key, 2000, setting))
    expect(held.length / keys.length).toBeGreaterThan(0.04)
    expect(held.length / keys.length).toBeLessThan(0.06)
    expect(keys.filter((key) => isHeldOut(key, 5000, setting))).toEqual(held)
  })
})
