import { describe, expect, it } from 'vitest'
import { firedRuleIds, firedTriggers, triggers } from '../../../src/domain/actions/fired-triggers.ts'
import { sampleFacts, sampleInterest, sampleRfm } from '../customers/sample-facts.ts'

describe('firedTriggers', () => {
  it('is empty for a customer whom nothing calls for', () => {
    expect(firedTriggers(sampleFacts())).toEqual([])
  })

  it('orders by value times urgency, then as listed', () => {
    const facts = sampleFacts({
      daysSinceActivity: 5,
      isBirthdayToday: true,
      hasOpenComplaint: true,
      interests: [sampleInterest({ views7d: 3, unitPriceFen: 60_000 })],
    })
    expect(firedRuleIds(facts)).toEqual(['NBA-02', 'NBA-05', 'NBA-08', 'NBA-13', 'NBA-20'])
  })

  it('leaves out what was put aside for this customer', () => {
    const facts = sampleFacts({ daysSinceActivity: 5, isBirthdayToday: true, suppressedRuleIds: ['NBA-08'] })
    expect(firedRuleIds(facts)).toEqual(['NBA-13'])
  })

  it('gives every rule its number of the catalogue a value and a reason', () => {
    const listed = new Set(triggers.map(({ ruleId }) => ruleId))
    for (let number = 1; number <= 21; number += 1)
      expect(listed).toContain(`NBA-${String(number).padStart(2, '0')}`)
    for (const { value, because } of triggers) {
      expect(value).toBeGreaterThanOrEqual(1)
      expect(because).not.toBe('')
    }
  })

  it('names a rule once that calls twice', () => {
    const facts = sampleFacts({ isVip: true, rfm: sampleRfm('important-keep') })
    expect(firedTriggers(facts)).toHaveLength(2)
    expect(firedRuleIds(facts)).toEqual(['NBA-21'])
  })

  it('uses ids and titles that a reader can look up', () => {
    for (const { ruleId, title } of triggers) {
      expect(ruleId).toMatch(/^NBA-\d{2}$/)
      expect(title).not.toMatch(/[!！]|检测到/)
    }
  })
})
