import { describe, expect, it } from 'vitest'
import { relationTriggers } from '../../../../src/domain/actions/triggers/relation.ts'
import type { CustomerFacts } from '../../../../src/domain/customers/facts.ts'
import type { LtvEstimate } from '../../../../src/domain/ltv/ltv-estimate.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'

function fired(changes: Partial<CustomerFacts>): string[] {
  return relationTriggers
    .filter(({ fires }) => fires(sampleFacts(changes)) !== null)
    .map(({ ruleId }) => ruleId)
}

const cases: [Partial<CustomerFacts>, string[]][] = [
  [{ daysSinceActivity: 2 }, []],
  [{ daysSinceActivity: 3 }, ['NBA-13']],
  [{ daysSinceActivity: 30 }, ['NBA-13']],
  [{ daysSinceActivity: 6, daysSinceAdded: 7 }, ['NBA-13']],
  [{ ltv: { ...sampleFacts().ltv, churnRisk: 0.499 } as LtvEstimate }, []],
  [{ ltv: { ...sampleFacts().ltv, churnRisk: 0.5 } as LtvEstimate }, ['NBA-14']],
  [{ ltv: { ...sampleFacts().ltv, churnRisk: null } as LtvEstimate }, []],
  [{ daysSinceActivity: 31 }, ['NBA-15']],
  [{ daysSinceActivity: 89, daysSinceOrder: 89 }, ['NBA-15']],
  [{ daysSinceActivity: 90, daysSinceOrder: 90 }, ['NBA-17']],
  [{ daysSinceActivity: 90, daysSinceOrder: 89 }, []],
  [{ daysSinceActivity: null, daysSinceAdded: 90, daysSinceOrder: null }, ['NBA-17']],
  [{ daysSinceActivity: null, daysSinceAdded: 3 }, ['NBA-13']],
  [{ daysSinceActivity: null, daysSinceAdded: null }, []],
]

describe('relation triggers', () => {
  it.each(cases)('%o: %o', (changes, ruleIds) => {
    expect(fired(changes)).toEqual(ruleIds)
  })

  it.each([
    [6, 7, '发一句私人问候，不带券'],
    [7, 7, '新客安静了，今天问一句，不带券'],
    [7, 30, '新客安静了，今天问一句，不带券'],
    [7, 31, '发一句私人问候，不带券'],
    [30, 30, '新客安静了，今天问一句，不带券'],
  ])('C2: quiet for %i days, added %i days ago: %s', (daysSinceActivity, daysSinceAdded, title) => {
    const facts = sampleFacts({ daysSinceActivity, daysSinceAdded })
    const called = relationTriggers.filter(({ fires }) => fires(facts) !== null)
    expect(called.map((trigger) => trigger.title)).toEqual([title])
  })

  it('NBA-17 tells who is worth a call after 90 days', () => {
    const gone = { daysSinceActivity: 120, daysSinceOrder: 120 }
    const said = (changes: Partial<CustomerFacts>) =>
      relationTriggers.flatMap(({ urgency, fires }) => {
        const evidence = fires(sampleFacts({ ...gone, ...changes }))
        return evidence === null ? [] : [`${urgency} ${evidence.at(-1)}`]
      })
    expect(said({ valueTier: 'high' })).toEqual(['this-week 高价值，值得专门回访'])
    expect(said({ valueTier: 'dormant', isVip: true })).toEqual(['this-week 高价值，值得专门回访'])
    expect(said({ valueTier: 'dormant' })).toEqual(['when-free 放入慢池，少花时间'])
  })
})
