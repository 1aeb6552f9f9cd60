import { describe, expect, it } from 'vitest'
import { relationTriggers } from '../../../../src/domain/actions/triggers/relation.ts'
import type { CustomerFacts } from '../../../../src/domain/customers/facts.ts'
import { sampleFacts, sampleRfm } from '../../customers/sample-facts.ts'

function fired(changes: Partial<CustomerFacts>): string[] {
  return relationTriggers
    .filter(({ fires }) => fires(sampleFacts(changes)) !== null)
    .map(({ ruleId }) => ruleId)
}

const cases: [Partial<CustomerFacts>, string[]][] = [
  [{ daysSinceActivity: 2 }, []],
  [{ daysSinceActivity: 3 }, ['NBA-13']],
  [{ daysSinceActivity: 30 }, ['NBA-13']],
  [{ daysSinceActivity: 31 }, ['NBA-15']],
  [{ daysSinceActivity: 89, daysSinceOrder: 89 }, ['NBA-15']],
  [{ daysSinceActivity: 90, daysSinceOrder: 90 }, ['NBA-17']],
  [{ daysSinceActivity: 90, daysSinceOrder: 89 }, []],
  [{ daysSinceActivity: null, daysSinceAdded: 90, daysSinceOrder: null }, ['NBA-17']],
  [{ daysSinceActivity: null, daysSinceAdded: 3 }, ['NBA-13']],
  [{ daysSinceActivity: null, daysSinceAdded: null }, []],
  [{ rfm: sampleRfm('important-keep') }, ['NBA-21']],
  [{ rfm: sampleRfm('important-develop') }, ['NBA-21']],
  [{ rfm: sampleRfm('important-value') }, []],
  [{ isVip: true }, ['NBA-21']],
]

describe('relation triggers', () => {
  it.each(cases)('%o: %o', (changes, ruleIds) => {
    expect(fired(changes)).toEqual(ruleIds)
  })

  it('tell who is worth a call after 90 days', () => {
    const review = relationTriggers.find(({ ruleId }) => ruleId === 'NBA-17')
    const gone = { daysSinceActivity: 120, daysSinceOrder: 120 }
    expect(review?.fires(sampleFacts({ ...gone, valueTier: 'high' }))?.[1]).toBe('高价值,值得专门回访')
    expect(review?.fires(sampleFacts({ ...gone, valueTier: 'dormant' }))?.[1]).toBe('放入慢池,少花时间')
  })
})
