import { describe, expect, it } from 'vitest'
import { readyRules } from '../../../../src/domain/tags/rules/ready-rules.ts'
import {
  mayFeedOffers,
  ruleProblems,
  type TagRule,
  usesDevice,
} from '../../../../src/domain/tags/rules/tag-rule.ts'

const rule: TagRule = {
  key: 'one',
  ruleId: 'TAG-11',
  name: '老客',
  source: 'data',
  kind: 'fact',
  when: { fact: 'orderCount', is: 'atLeast', value: 4 },
  evidence: '下单{orderCount}次',
  confidence: 1,
  feedsOffers: true,
}
const onDevice = { not: { any: [rule.when, { fact: 'device', is: 'equals', value: 'ios' } as const] } }

describe('tag rules', () => {
  it.each<[string, Partial<TagRule>, string[]]>([
    ['a good one', {}, []],
    ['an unknown fact in the evidence', { evidence: '{shoeSize}' }, ['evidence']],
    ['a fact in the name', { name: '{orderCount}' }, ['name']],
    [
      'a category nobody chose',
      { name: '{category}', evidence: '{category.views30d}' },
      ['name', 'evidence'],
    ],
    [
      'the same tried for each',
      { name: '{category}', evidence: '{category.views30d}', each: 'category' },
      [],
    ],
    ['dated by no category', { datedBy: 'category' }, ['datedBy']],
    ['the device in an offer (TAG-07)', { when: onDevice }, ['feedsOffers']],
    ['phone dwell in an offer (TAG-07)', { datedBy: 'phoneDwell' }, ['feedsOffers']],
    ['the device beside offers', { when: onDevice, feedsOffers: false }, []],
  ])('%s: %s', (_name, changes, paths) => {
    const problems = ruleProblems({ ...rule, ...changes })
    expect(problems.map(({ path }) => path.join('.'))).toEqual(paths)
  })

  it('finds the device however deep (TAG-07)', () => {
    expect(usesDevice({ when: onDevice })).toBe(true)
    expect(usesDevice(rule)).toBe(false)
  })

  it('lets offers read only tags of known rules without a device', () => {
    const lying = { ...rule, key: 'lying', when: onDevice }
    const rules = [rule, lying, ...readyRules({ rules: {} })]
    expect(mayFeedOffers('one', rules)).toBe(true)
    for (const key of ['lying', 'gone', 'service-first', 'intent-phone-dwell', 'stage-unknown'])
      expect(mayFeedOffers(key, rules), key).toBe(false)
  })
})
