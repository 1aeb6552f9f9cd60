import { describe, expect, it } from 'vitest'
import { valueTier, type ValueTierInput } from '../../../src/domain/customers/value-tier.ts'
import type { ValueTier } from '../../../src/domain/customers/stages.ts'

const buyer: ValueTierInput = { orderCount: 1, daysSinceActivity: 1, ltvFen: 50_000, isVip: false }

const cases: [Partial<ValueTierInput>, ValueTier][] = [
  [{ orderCount: 0, ltvFen: 99_999 }, 'potential'],
  [{}, 'active'],
  [{ ltvFen: 79_999 }, 'active'],
  [{ ltvFen: 80_000 }, 'high'],
  [{ ltvFen: 80_001 }, 'high'],
  [{ isVip: true }, 'high'],
  [{ daysSinceActivity: 90, ltvFen: 80_000 }, 'high'],
  [{ daysSinceActivity: 91, ltvFen: 80_000 }, 'dormant'],
  [{ daysSinceActivity: null }, 'dormant'],
]

describe('valueTier (SEG-05)', () => {
  it.each(cases)('%o: %s', (changes, tier) => {
    expect(valueTier({ ...buyer, ...changes })).toBe(tier)
  })

  it('follows the bounds of the store (SEG-05, OFF-02)', () => {
    const rules = { 'SEG-05.dormantDays': 60, 'OFF-02.ltvFen': 60_000 }
    expect(valueTier({ ...buyer, ltvFen: 59_999 }, rules)).toBe('active')
    expect(valueTier({ ...buyer, ltvFen: 60_000 }, rules)).toBe('high')
    expect(valueTier({ ...buyer, daysSinceActivity: 60 }, rules)).toBe('active')
    expect(valueTier({ ...buyer, daysSinceActivity: 61 }, rules)).toBe('dormant')
  })
})
