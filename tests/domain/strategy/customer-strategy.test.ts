import { describe, expect, it } from 'vitest'
import { customerRole, customerStrategy } from '../../../src/domain/strategy/customer-strategy.ts'

const facts = { orderCount: 2, valueTier: 'active', lifecycle: 'retained', cadence: 'active' } as const

describe('customerRole (SEG-07)', () => {
  it.each([
    [{ orderCount: 0, valueTier: 'potential' }, 'fan'],
    [{ orderCount: 0, lifecycle: 'advocating' }, 'fan'],
    [{ orderCount: 1 }, 'payer'],
    [{ valueTier: 'dormant' }, 'payer'],
    [{ valueTier: 'high' }, 'core'],
    [{ valueTier: 'high', cadence: 'silent' }, 'payer'],
    [{ lifecycle: 'advocating' }, 'core'],
    [{ lifecycle: 'advocating', cadence: 'silent' }, 'payer'],
    [{ valueTier: 'high', cadence: 'mature' }, 'core'],
  ] as const)('%j is a %s', (changes, role) => {
    expect(customerRole({ ...facts, ...changes })).toBe(role)
  })
})

describe('customerStrategy (SEG-05, SEG-07)', () => {
  it.each([
    [{ orderCount: 0, valueTier: 'potential' }, 'keep', '福利群'],
    [{}, 'upsell', '会员群'],
    [{ valueTier: 'high' }, 'trial', 'VIP群'],
    [{ valueTier: 'dormant', cadence: 'silent' }, 'upsell', '召回群'],
  ] as const)('%j: %s, %s', (changes, aim, group) => {
    const strategy = customerStrategy({ ...facts, ...changes })
    expect(strategy).toMatchObject({ aim, ruleId: 'SEG-07' })
    expect(strategy.groupText).toContain(group)
  })
})
